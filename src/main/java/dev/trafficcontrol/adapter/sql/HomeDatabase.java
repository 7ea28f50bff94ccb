package dev.trafficcontrol.adapter.sql;

import java.util.List;

/// The database that a home names, open.
public interface HomeDatabase extends Database, AutoCloseable {

  Stamp stamp();

  /// What is found damaged in it as far as the engine can look; empty where it is sound.
  List<String> damages();

  @Override
  void close();
}
