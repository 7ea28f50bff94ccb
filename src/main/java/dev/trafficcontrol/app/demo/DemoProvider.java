package dev.trafficcontrol.app.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The simulated provider as a process of its own, with its own bill.
final class DemoProvider implements AutoCloseable {

  /// The answers follow from it and from what is asked.
  private static final String SEED = "7";

  private static final String READY = "listening on ";

  private final Process process;
  private final URI uri;

  private DemoProvider(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /// @param folder where it keeps its bill, named `bill`
  /// @param timeFactor how many times faster than the real one, or `none` for without any delay
  static DemoProvider start(Path folder, String bill, String key, String timeFactor) {
    Path log = folder.resolve(bill + ".log");
    ProcessBuilder builder =
        new OwnProcess(
                "dev.trafficcontrol.simulator.Main",
                List.of("--bill", bill, "--key", key, "--time-factor", timeFactor, "--seed", SEED),
                folder,
                Map.of())
            .builder();
    builder.redirectError(ProcessBuilder.Redirect.to(log.toFile()));
    Process process = OwnProcess.start(builder);
    try {
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = output.readLine();
      if (line == null || !line.startsWith(READY)) {
        process.destroyForcibly();
        throw new DemoFailed("the simulated provider did not start: " + Files.readString(log));
      }
      return new DemoProvider(process, URI.create(line.substring(READY.length()).strip()));
    } catch (IOException broken) {
      process.destroyForcibly();
      throw new DemoFailed("the simulated provider did not start", broken);
    }
  }

  URI uri() {
    return uri;
  }

  /// What it billed, in USD, by its own books.
  String billed() {
    try (var in = uri.resolve("/simulator/bill").toURL().openStream()) {
      JsonNode bill = JsonMapper.shared().readTree(in);
      return bill.path("total").asString("");
    } catch (IOException lost) {
      throw new DemoFailed("the simulated provider does not say what it billed", lost);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
