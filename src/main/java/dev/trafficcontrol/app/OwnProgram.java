package dev.trafficcontrol.app;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// This very program: how another main class of it is started, and where it lies.
final class OwnProgram {

  private OwnProgram() {}

  /// A small, fast-starting JVM: an agent waits for its model most of the time.
  static List<String> command(String mainClass) {
    return List.of(
        java().toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-cp",
        String.join(File.pathSeparator, classPath().stream().map(Path::toString).toList()),
        mainClass);
  }

  /// What it is read from: the JDK's folder, its jars, and folders of classes. Not the folder that
  /// a jar lies in: somebody's secrets may lie there too.
  static List<String> places() {
    List<String> places = new ArrayList<>(List.of(System.getProperty("java.home")));
    classPath().stream().map(Path::toString).distinct().forEach(places::add);
    return places;
  }

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().normalize())
        .toList();
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
