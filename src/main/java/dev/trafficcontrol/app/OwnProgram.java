package dev.trafficcontrol.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// This very program: how another main class of it is started, and where it lies.
final class OwnProgram {

  private OwnProgram() {}

  /// A small, fast-starting JVM: an agent waits for its model most of the time, and dozens of them
  /// may start at once. With what the launcher let it learn it starts for a third of the processor
  /// time; it works without that, too.
  static List<String> command(String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-XX:-UsePerfData",
            // Reflection as it was before it made a class for each method that is called by it.
            "-Djdk.reflect.useNativeAccessorOnly=true"));
    learned()
        .ifPresent(cache ->
            // A JVM that can't use it, having been updated since, goes without and is silent.
            command.addAll(List.of("-Xlog:aot*=off", "-Xlog:cds*=off", "-XX:AOTCache=" + cache)));
    command.addAll(
        List.of(
            "-cp",
            String.join(File.pathSeparator, classPath().stream().map(Path::toString).toList()),
            mainClass));
    return List.copyOf(command);
  }

  /// What it is read from: the JDK's folder, its jars, what the launcher let it learn, and folders
  /// of classes. Not the folder that a jar lies in: somebody's secrets may lie there too.
  static List<String> places() {
    List<String> places = new ArrayList<>(List.of(System.getProperty("java.home")));
    classPath().stream()
        .flatMap(OwnProgram::withLibraries)
        .map(Path::toString)
        .distinct()
        .forEach(places::add);
    learned().map(Path::toString).ifPresent(places::add);
    return places;
  }

  private static Optional<Path> learned() {
    return classPath().stream().flatMap(OwnProgram::learnedBeside).findFirst();
  }

  /// The AOT cache that the launcher made for the built-in agent beside the jar that it learned
  /// from. Only that very class path can use it.
  static Stream<Path> learnedBeside(Path entry) {
    return Stream.of(entry)
        .filter(Files::isRegularFile)
        .map(jar -> jar.resolveSibling("agent.aot"))
        .filter(Files::isRegularFile);
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
