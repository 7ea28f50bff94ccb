package dev.trafficcontrol.run;

/// Told what broke while a run was supervised. The supervisor goes on.
@FunctionalInterface
public interface RunTrouble {

  void tell(String run, RuntimeException broken);
}
