package dev.trafficcontrol.app.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The settings as they were given, and who asked for which: asking is the schema. What nobody
/// asked for is unknown.
final class Settings {

  private static final String PREFIX = "TRAFFICCONTROL_";

  /// Variables with that prefix that are no settings: the home itself, and what runs, tests and the
  /// launcher set.
  private static final Set<String> NOT_SETTINGS =
      Set.of(
          "TRAFFICCONTROL_HOME",
          "TRAFFICCONTROL_TESTS",
          "TRAFFICCONTROL_JAVA_OPTIONS",
          "TRAFFICCONTROL_RUN");

  private final Map<String, YamlFile.Value> file;
  private final Map<String, String> environment;
  private final List<ConfigFault> faults = new ArrayList<>();
  private final Set<String> asked = new TreeSet<>();
  private final Set<String> variablesAsked = new TreeSet<>();
  private final Map<String, Origin> origins = new LinkedHashMap<>();

  Settings(YamlFile file, Map<String, String> environment) {
    this.file = file.values();
    this.environment = environment;
    faults.addAll(file.faults());
  }

  /// One setting, or its default. A bad value is a fault and reads as the default, so that reading
  /// goes on to the next.
  ///
  /// @param parse throws [IllegalArgumentException] with a message for people
  /// @param others variables beside its own that give it, the strongest first
  <T> T value(String path, Function<String, T> parse, T byDefault, String... others) {
    return given(path, others).flatMap(given -> parsed(path, given, parse)).orElse(byDefault);
  }

  /// One setting that may be absent.
  <T> Optional<T> maybe(String path, Function<String, T> parse) {
    return given(path).flatMap(given -> parsed(path, given, parse));
  }

  /// The texts of a list.
  List<String> texts(String path) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; file.containsKey(path + "[" + i + "]"); i++) {
      maybe(path + "[" + i + "]", Function.identity()).ifPresent(texts::add);
    }
    return texts;
  }

  /// The parsed values of a list, those that are bad left out.
  <T> List<T> list(String path, Function<String, T> parse) {
    List<T> list = new ArrayList<>();
    for (int i = 0; file.containsKey(path + "[" + i + "]"); i++) {
      maybe(path + "[" + i + "]", parse).ifPresent(list::add);
    }
    return list;
  }

  /// Names that the file gives below `path`, in its order.
  Set<String> names(String path) {
    String below = path + ".";
    Set<String> names = new LinkedHashSet<>();
    file.keySet().stream()
        .filter(given -> given.startsWith(below))
        .map(given -> given.substring(below.length()).split("[.\\[]", 2)[0])
        .forEach(names::add);
    return names;
  }

  /// Names that variables give right below `path`: `opus` for
  /// `TRAFFICCONTROL_CAPACITY_CLASSES_OPUS`.
  Set<String> namesInVariables(String path) {
    String start = variable(path) + "_";
    Set<String> names = new TreeSet<>();
    environment.keySet().stream()
        .filter(name -> name.startsWith(start))
        .map(name -> name.substring(start.length()).toLowerCase(Locale.ROOT).replace('_', '-'))
        .forEach(names::add);
    return names;
  }

  /// Says that a value, right by itself, can't be what is meant.
  void fault(String path, String what) {
    faults.add(new ConfigFault(origins.getOrDefault(path, Origin.DEFAULT), what));
  }

  /// All faults, after everything was asked for.
  List<ConfigFault> faults() {
    List<ConfigFault> all = new ArrayList<>(faults);
    file.forEach((path, value) -> {
      if (!asked.contains(path)) {
        all.add(new ConfigFault(value.origin(), unknown(path, asked)));
      }
    });
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(PREFIX)
          && !variablesAsked.contains(name)
          && !NOT_SETTINGS.contains(name)) {
        all.add(new ConfigFault(new Origin.Variable(name), unknown(name, variablesAsked)));
      }
    }
    Collections.sort(all);
    return all;
  }

  /// Where each setting that was asked for comes from.
  Map<String, Origin> origins() {
    return origins;
  }

  private Optional<Given> given(String path, String... others) {
    asked.add(path);
    variablesAsked.add(variable(path));
    List<String> names = new ArrayList<>(List.of(variable(path)));
    names.addAll(List.of(others));
    Given given = null;
    for (String name : names) {
      String text = environment.get(name);
      if (text != null) {
        given = new Given(text, new Origin.Variable(name));
        break;
      }
    }
    YamlFile.Value value = file.get(path);
    if (given == null && value != null) {
      given = new Given(value.text(), value.origin());
    }
    origins.put(path, given == null ? Origin.DEFAULT : given.origin());
    return Optional.ofNullable(given);
  }

  private <T> Optional<T> parsed(String path, Given given, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(given.text()));
    } catch (IllegalArgumentException bad) {
      faults.add(new ConfigFault(given.origin(), path + ": " + bad.getMessage()));
      return Optional.empty();
    }
  }

  private static String unknown(String name, Set<String> known) {
    return "'"
        + name
        + "' is not a setting"
        + Spelling.nearest(name, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  /// `gateway.listen` → `TRAFFICCONTROL_GATEWAY_LISTEN`.
  static String variable(String path) {
    return PREFIX + path.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  private record Given(String text, Origin origin) {}
}
