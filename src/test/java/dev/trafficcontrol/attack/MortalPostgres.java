package dev.trafficcontrol.attack;

import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.postgres.PostgresAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// A PostgreSQL of a test's own, on a disk that it syncs, whose processes can be killed and
/// stopped, and which comes back with what it had made durable.
final class MortalPostgres implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedPostgres embedded;
  private final Path data;
  private final Path log;

  private MortalPostgres(EmbeddedPostgres embedded, Path data, Path log) {
    this.embedded = embedded;
    this.data = data;
    this.log = log;
  }

  /// Skips the test where no PostgreSQL starts, but for where all of them are to run.
  static MortalPostgres start(Path folder) {
    Path data = folder.resolve("data");
    try {
      EmbeddedPostgres embedded =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setServerConfig("fsync", "on")
              .setServerConfig("shared_buffers", "32MB")
              .start();
      return new MortalPostgres(embedded, data, folder.resolve("postgres.log"));
    } catch (IOException | IllegalStateException failed) {
      if ("all".equals(System.getenv("TRAFFICCONTROL_TESTS"))) {
        throw new IllegalStateException("no PostgreSQL starts", failed);
      }
      throw new TestAbortedException("no PostgreSQL starts: " + failed);
    }
  }

  /// @param client by which the server knows the connections apart
  PostgresAddress address(String client) {
    return PostgresAddress.of(
        embedded.getJdbcUrl("postgres", "postgres") + "&ApplicationName=" + client);
  }

  /// Ends every session of that client, whatever it is doing.
  void cut(String client) {
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = ? AND pid <> pg_backend_pid()",
        client);
  }

  /// The same for everybody.
  void cutAll() {
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE backend_type = 'client backend' AND application_name <> ? AND pid <> pg_backend_pid()",
        "");
  }

  /// Kills every process of it with `kill -9`, and starts it again.
  void dieAndComeBack() throws IOException, InterruptedException {
    ProcessHandle postmaster = postmaster();
    List<String> command = command(postmaster.pid());
    List<ProcessHandle> all = processes(postmaster);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : all) {
      process.onExit().join();
    }
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
    await().atMost(PATIENCE).until(this::answers);
  }

  /// Every process of it stands still for so long, as a machine does that has no memory left, or
  /// one behind a network that is cut.
  void standStill(Duration duration) throws IOException {
    List<ProcessHandle> all = processes(postmaster());
    all.forEach(process -> Signals.STOP.send(process.pid()));
    try {
      await().pollDelay(duration).until(() -> Signals.isStopped(all.getFirst().pid()));
    } finally {
      all.forEach(process -> Signals.CONT.send(process.pid()));
    }
  }

  private static List<ProcessHandle> processes(ProcessHandle postmaster) {
    return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
  }

  private ProcessHandle postmaster() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    return process.orElseThrow(() -> new IOException("no postmaster " + pid));
  }

  /// As it was started before. PostgreSQL refuses to be root, but for one of a user namespace.
  private static List<String> command(long pid) throws IOException {
    String words =
        Files.readString(Path.of("/proc", "" + pid, "cmdline"), StandardCharsets.ISO_8859_1);
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(words.split("\0")));
    return command;
  }

  private boolean answers() {
    try (Connection connection =
        DriverManager.getConnection(embedded.getJdbcUrl("postgres", "postgres"))) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private void execute(String sql, String parameter) {
    try (Connection connection =
            DriverManager.getConnection(embedded.getJdbcUrl("postgres", "postgres"));
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      statement.execute();
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  @Override
  public void close() throws IOException {
    embedded.close();
  }
}
