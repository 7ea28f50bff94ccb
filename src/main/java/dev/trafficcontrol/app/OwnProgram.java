package dev.trafficcontrol.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

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
    classPath().stream()
        .flatMap(OwnProgram::withLibraries)
        .map(Path::toString)
        .distinct()
        .forEach(places::add);
    return places;
  }

  /// An entry of the class path, and the jars that its manifest names beside it.
  static Stream<Path> withLibraries(Path entry) {
    if (!Files.isRegularFile(entry)) {
      return Stream.of(entry);
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      Manifest manifest = jar.getManifest();
      String named =
          manifest == null ? null : manifest.getMainAttributes().getValue(Name.CLASS_PATH);
      return Stream.concat(
          Stream.of(entry),
          named == null ? Stream.empty() : Stream.of(named.split(" ")).map(entry::resolveSibling));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(entry + " can't be read", unreadable);
    }
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
