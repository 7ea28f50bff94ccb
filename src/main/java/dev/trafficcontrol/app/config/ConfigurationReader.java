package dev.trafficcontrol.app.config;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.key.Lowering;
import dev.trafficcontrol.monitor.TripLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Reads the whole configuration, or says everything that is wrong with it.
public final class ConfigurationReader {

  private static final Map<String, String> VARIABLE_OF_CLASS =
      Map.of("opus", "OPUS_SESSION_LIMIT", "sonnet", "SONNET_SESSION_LIMIT");

  private static final String STAMP = "environment";
  private static final String DEVELOPMENT = "development";
  private static final String ENVIRONMENT = "[a-z][a-z0-9-]{0,39}";

  private final Settings settings;
  private final Map<String, String> environment;

  private ConfigurationReader(YamlFile file, Map<String, String> environment) {
    this.settings = new Settings(file, environment);
    this.environment = environment;
  }

  /// @param yaml the text of `trafficcontrol.yaml`; empty where there is none
  /// @param environment the process's variables
  /// @throws BadConfiguration with all faults
  public static Configuration read(String yaml, Map<String, String> environment) {
    return read(yaml, _ -> "", environment);
  }

  /// @param overlays the text of a file by its name, such as `trafficcontrol.production.yaml`,
  ///   which goes over the usual one in that environment; empty where there is none
  public static Configuration read(
      String yaml, UnaryOperator<String> overlays, Map<String, String> environment) {
    YamlFile usual = YamlFile.read(Origin.File.USUAL, yaml);
    String overlay = overlay(stamp(usual, environment));
    YamlFile over = YamlFile.read(overlay, overlays.apply(overlay));
    over.refuse(STAMP, "it is what decides that this file is read: give it in trafficcontrol.yaml");
    return new ConfigurationReader(usual.under(over), environment).read();
  }

  /// What the file over the usual one is called in an environment.
  public static String overlay(String stamp) {
    return "trafficcontrol." + stamp + ".yaml";
  }

  private static String stamp(YamlFile usual, Map<String, String> environment) {
    YamlFile.Value given = usual.values().get(STAMP);
    String said =
        environment.getOrDefault(
            Settings.variable(STAMP), given == null ? DEVELOPMENT : given.text());
    return said.matches(ENVIRONMENT) ? said : DEVELOPMENT;
  }

  private Configuration read() {
    String stamp = settings.value(STAMP, ConfigurationReader::environment, DEVELOPMENT);
    DatabaseSettings database =
        settings.value("database", DatabaseSettings::parse, new DatabaseSettings.Embedded());
    Map<String, ProviderSettings> providers = new ProviderReader(settings, environment).read();
    GatewayDoors gateway = new GatewayReader(settings).read();
    CapacityLimits capacity = capacity();
    TripLimits trips = new TripReader(settings).read();
    RunSettings runs = runs();
    AlertSettings alerts = new AlertReader(settings, environment).read();
    List<ConfigFault> faults = settings.faults();
    if (!faults.isEmpty()) {
      throw new BadConfiguration(faults);
    }
    return new Configuration(
        new StoreSettings(stamp, database),
        providers,
        gateway,
        capacity,
        trips,
        runs,
        alerts,
        settings.origins());
  }

  private CapacityLimits capacity() {
    int agents =
        settings.value(
            "capacity.max-agents", text -> count(text, 1), CapacityLimits.DEFAULT.maxAgents());
    Set<String> names = new TreeSet<>(CapacityLimits.DEFAULT.classes().keySet());
    names.addAll(settings.names("capacity.classes"));
    names.addAll(settings.namesInVariables("capacity.classes"));
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (String name : names) {
      int byDefault = CapacityLimits.DEFAULT.of(name);
      String path = "capacity.classes." + name;
      String alias = VARIABLE_OF_CLASS.get(name);
      classes.put(
          name,
          alias == null
              ? settings.value(path, text -> count(text, 0), byDefault)
              : settings.value(path, text -> count(text, 0), byDefault, alias));
    }
    return new CapacityLimits(agents, classes);
  }

  private RunSettings runs() {
    Isolation isolation = settings.value("isolation", Isolation::parse, Isolation.SANDBOX);
    Lowering lowering =
        settings.value("runs.lower-max-tokens", RunSettings::lowering, Lowering.NEVER);
    return new RunSettings(isolation, lowering, agents());
  }

  private Map<String, AgentSettings> agents() {
    Map<String, AgentSettings> agents = new LinkedHashMap<>();
    String program =
        settings.value("agents.claude-code.program", ConfigurationReader::program, "claude");
    agents.put("claude-code", new AgentSettings.ClaudeCode(program));
    agents.put("built-in", new AgentSettings.BuiltIn());
    for (String name : settings.names("agents")) {
      if (!name.equals("claude-code")) {
        List<String> command = settings.texts("agents." + name + ".command");
        if (command.isEmpty()) {
          settings.fault(
              "agents",
              "agents." + name + ": say what to start, as a list: command: [program, argument]");
        }
        agents.put(name, new AgentSettings.Command(command));
      }
    }
    return agents;
  }

  private static String environment(String text) {
    if (!text.matches(ENVIRONMENT)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a name such as development or production");
    }
    return text;
  }

  private static String program(String text) {
    if (text.isBlank() || text.startsWith("-")) {
      throw new IllegalArgumentException("'" + text + "' can't be a program");
    }
    return text;
  }

  private static int count(String text, int least) {
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > CapacityLimits.MOST_AGENTS) {
      throw new IllegalArgumentException(
          "'%s' is not a whole number from %d to %d"
              .formatted(text, least, CapacityLimits.MOST_AGENTS));
    }
    return Integer.parseInt(text);
  }
}
