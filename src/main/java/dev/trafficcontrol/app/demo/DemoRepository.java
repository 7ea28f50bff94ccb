package dev.trafficcontrol.app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real git repository with a little in it.
public final class DemoRepository {

  static final String README = "# Weather station\n\nReads sensors, and tells about it.\n";

  private final Path directory;

  private DemoRepository(Path directory) {
    this.directory = directory;
  }

  public static DemoRepository make(Path directory) {
    DemoRepository repository = new DemoRepository(directory);
    try {
      Files.createDirectories(directory.resolve("docs"));
      Files.writeString(directory.resolve("README.md"), README);
      Files.writeString(directory.resolve("docs/index.md"), "Nothing is documented yet.\n");
    } catch (IOException failed) {
      throw new DemoFailed("the demo's repository can't be made in " + directory, failed);
    }
    repository.git("init", "--quiet", "--initial-branch=main");
    repository.git("add", "--all");
    repository.git(
        "-c",
        "user.name=Demo",
        "-c",
        "user.email=demo@localhost",
        "commit",
        "--quiet",
        "-m",
        "Begin");
    return repository;
  }

  /// How many branches of runs there are, with work on them.
  long branches() {
    return git("for-each-ref", "--format=%(refname)", "refs/heads")
        .lines()
        .filter(ref -> !ref.equals("refs/heads/main"))
        .count();
  }

  private String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    Process process = OwnProcess.start(builder);
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new DemoFailed("git " + String.join(" ", arguments) + ": " + said);
      }
      return said;
    } catch (IOException broken) {
      throw new DemoFailed("git broke off", broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("the demo was interrupted", stopped);
    }
  }
}
