package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent that is part of this program finds all of it behind its walls, and nothing else.
class OwnProgramTest {

  @TempDir Path folder;

  private Path jar(String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Name.CLASS_PATH, classPath);
    Path jar = folder.resolve("program.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream _ = new JarOutputStream(out, manifest)) {
      return jar;
    }
  }

  @Test
  void the_libraries_that_a_jar_names_are_shown_with_it_and_their_folder_is_not()
      throws IOException {
    Path jar = jar("lib/one.jar lib/other.jar");

    assertThat(OwnProgram.withLibraries(jar))
        .containsExactly(jar, folder.resolve("lib/one.jar"), folder.resolve("lib/other.jar"));
  }

  @Test
  void a_folder_of_classes_is_shown_as_it_is() {
    assertThat(OwnProgram.withLibraries(folder)).containsExactly(folder);
  }

  @Test
  void what_the_launcher_let_it_learn_is_found_beside_its_jar_and_only_where_it_is()
      throws IOException {
    Path jar = jar("lib/one.jar");
    assertThat(OwnProgram.learnedBeside(jar)).isEmpty();

    Path learned = Files.createFile(folder.resolve("agent.aot"));
    assertThat(OwnProgram.learnedBeside(jar)).containsExactly(learned);
    assertThat(OwnProgram.learnedBeside(folder)).as("a folder of classes").isEmpty();
  }
}
