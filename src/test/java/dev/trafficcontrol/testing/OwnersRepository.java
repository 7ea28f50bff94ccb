package dev.trafficcontrol.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A repository as its owner uses it: with the plain command, and a checkout of their own.
public final class OwnersRepository {

  public final Path checkout;

  private OwnersRepository(Path checkout) {
    this.checkout = checkout;
  }

  public static OwnersRepository in(Path folder) throws IOException {
    Files.createDirectories(folder);
    OwnersRepository repository = new OwnersRepository(folder);
    repository.git("init", "--quiet", "--initial-branch=main");
    repository.git("config", "user.name", "Olive Owner");
    repository.git("config", "user.email", "olive@example.org");
    return repository;
  }

  public static OwnersRepository withOneCommit(Path folder) throws IOException {
    OwnersRepository repository = in(folder);
    repository.write("README.md", "hello\n");
    repository.write("src/App.java", "class App {}\n");
    repository.git("add", "-A");
    repository.git("commit", "--quiet", "-m", "First");
    return repository;
  }

  public void write(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  public String git(String... arguments) throws IOException {
    return git(checkout, arguments);
  }

  public static String git(Path where, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }

  /// Everything of the owner's that a run could disturb.
  public String state() throws IOException {
    return String.join(
        "\n",
        git("status", "--porcelain=v2", "--branch", "--ignored"),
        git("rev-parse", "refs/heads/main"),
        git("config", "--local", "--list"),
        git("stash", "list"));
  }
}
