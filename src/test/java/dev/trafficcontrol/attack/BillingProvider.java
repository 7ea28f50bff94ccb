package dev.trafficcontrol.attack;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The simulated provider as a process of its own, which outlives every daemon.
record BillingProvider(ChildJvm process, URI uri) implements AutoCloseable {

  static BillingProvider start(Path folder, long seed) throws IOException {
    ChildJvm process =
        ChildJvm.start(
            dev.trafficcontrol.simulator.Main.class,
            List.of(
                "--bill",
                folder.resolve("bill.jsonl").toString(),
                "--time-factor",
                "100",
                "--key",
                SimulatorOptions.defaults().key(),
                "--seed",
                String.valueOf(seed)),
            folder.resolve("provider.log"));
    return new BillingProvider(
        process, URI.create(process.says(Pattern.compile("listening on (\\S+)"))));
  }

  /// Calls that it has begun and not ended.
  long open() throws IOException {
    return read().required("open").longValue();
  }

  Money bill() throws IOException {
    return Money.ofUsd(read().required("total").stringValue());
  }

  private JsonNode read() throws IOException {
    try (InputStream in = uri.resolve("/simulator/bill").toURL().openStream()) {
      return JsonMapper.shared().readTree(in);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
