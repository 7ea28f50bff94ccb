package dev.trafficcontrol.junit;

import dev.trafficcontrol.app.EmbeddedDaemon;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.simulator.BillTotals;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/// All that one test has of its own, put up and taken down together.
final class Stage implements TrafficControl, AutoCloseable {

  /// Nobody's: only the simulated provider takes it.
  static final String PROVIDER_KEY = "sk-ant-simulated-for-a-test";

  private static final String ANY_PORT = "127.0.0.1:0";
  private static final int EVENTS = 10_000;

  private final Belongings belongings;
  private final TestFolder folder;
  private final SimulatedProvider provider;
  private final EmbeddedDaemon daemon;
  private final URI gateway;
  private final Facts key;
  private final String path;

  private Stage(Order order, Machine machine, Belongings belongings) {
    this.belongings = belongings;
    this.path = machine.variable("PATH").orElse("/usr/bin:/bin");
    folder = belongings.add(TestFolder.make(machine.temporary()));
    provider = belongings.add(start(order.script()));
    daemon = belongings.add(EmbeddedDaemon.make(folder.home(), daemonsEnvironment()));
    gateway = daemon.gateway();
    key =
        ask(
            Request.to("key create")
                .with("name", "test")
                .with("limit", order.limit().toUsd())
                .with("window", "total"));
  }

  /// Puts up all of it, or nothing stays.
  static Stage open(Order order, Machine machine) {
    machine.refuseWhatIsNotForTests();
    QuietServers.start();
    Belongings belongings = new Belongings();
    boolean isOpen = false;
    try {
      Stage stage = new Stage(order, machine, belongings);
      isOpen = true;
      return stage;
    } finally {
      if (!isOpen) {
        belongings.close();
      }
    }
  }

  private static SimulatedProvider start(String script) {
    SimulatorOptions options = SimulatorOptions.defaults().withKey(PROVIDER_KEY);
    if (script.isBlank()) {
      return SimulatedProvider.start(options);
    }
    try {
      return SimulatedProvider.start(options.withScript(script));
    } catch (IllegalArgumentException unreadable) {
      throw new ExtensionConfigurationException(
          "The script of @TrafficControlTest can't be followed: %s. What it may say: docs/TESTING.md"
              .formatted(unreadable.getMessage()),
          unreadable);
    }
  }

  private Map<String, String> daemonsEnvironment() {
    String upstream = provider.uri().toString();
    return Map.of(
        "PATH", path,
        "HOME", folder.userHome().toString(),
        "XDG_STATE_HOME", folder.state().toString(),
        "ANTHROPIC_API_KEY", PROVIDER_KEY,
        "OPENAI_API_KEY", PROVIDER_KEY,
        "TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", upstream,
        "TRAFFICCONTROL_PROVIDERS_OPENAI_BASE_URL", upstream,
        "TRAFFICCONTROL_GATEWAY_LISTEN", ANY_PORT,
        "TRAFFICCONTROL_WEB_LISTEN", ANY_PORT);
  }

  @Override
  public URI gateway() {
    return gateway;
  }

  @Override
  public String key() {
    return key.text("key");
  }

  @Override
  public Path home() {
    return folder.home();
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>();
    all.put("PATH", path);
    all.put("HOME", folder.userHome().toString());
    all.put("TMPDIR", folder.temporary().toString());
    all.put("TRAFFICCONTROL_HOME", home().toString());
    all.put("ANTHROPIC_BASE_URL", gateway.toString());
    all.put("ANTHROPIC_API_KEY", key());
    all.put("ANTHROPIC_AUTH_TOKEN", key());
    all.put("OPENAI_BASE_URL", gateway + "/v1");
    all.put("OPENAI_API_KEY", key());
    return all;
  }

  @Override
  public void script(String json) {
    provider.script(json);
  }

  @Override
  public BigDecimal spent() {
    return Usd.of(cost().text("total"));
  }

  @Override
  public BigDecimal held() {
    return Usd.of(cost().text("held"));
  }

  @Override
  public BigDecimal billed() {
    return Usd.of(bill().total());
  }

  @Override
  public List<Call> calls() {
    // Answered after the ends that were handed in before it are in the book.
    cost();
    return BookedCalls.of(ask(Request.to("ledger list").with("limit", EVENTS)).objects("events"));
  }

  BillTotals bill() {
    return provider.bill();
  }

  URI provider() {
    return provider.uri();
  }

  /// What is charged in full because nobody knows what it cost.
  BigDecimal unknown() {
    return Usd.of(ask(Request.to("ledger unknown")).text("total"));
  }

  private Facts cost() {
    return ask(Request.to("cost"));
  }

  private Facts ask(Request request) {
    return daemon.ask(request, _ -> {}).orFail();
  }

  /// Also where the test's time was up, and its thread is interrupted.
  @Override
  public void close() {
    boolean wasInterrupted = Thread.interrupted();
    try {
      belongings.close();
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
