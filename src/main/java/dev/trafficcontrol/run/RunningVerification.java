package dev.trafficcontrol.run;

import java.util.List;

/// A verification command at work.
public interface RunningVerification extends Child {

  /// The last lines it wrote, by which two failures can be told apart. Complete once it was
  /// [ended][Child#end].
  List<String> lastLines();
}
