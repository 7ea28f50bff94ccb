package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.alert.AlertWords;
import dev.trafficcontrol.app.config.AgentSettings;
import dev.trafficcontrol.app.config.AlertSettings;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.config.DailyTime;
import dev.trafficcontrol.app.config.ProviderSettings;
import dev.trafficcontrol.app.config.TargetSettings;
import dev.trafficcontrol.app.config.TlsSettings;
import dev.trafficcontrol.cli.Facts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Every setting with its value and where that comes from. Of a key it says whether it is there.
final class SettingFacts {

  private SettingFacts() {}

  static List<Facts> of(Configuration configuration) {
    Map<String, String> values = values(configuration);
    return configuration.origins().entrySet().stream()
        .filter(setting -> values.containsKey(setting.getKey()))
        .map(setting ->
            Facts.of(
                "name", setting.getKey(),
                "value", values.get(setting.getKey()),
                "from", setting.getValue()))
        .toList();
  }

  private static Map<String, String> values(Configuration configuration) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("environment", configuration.environment());
    values.put("database", configuration.store().database().toString());
    configuration.providers().forEach((name, provider) -> put(values, name, provider));
    values.put("gateway.listen", configuration.gateway().plain().toString());
    values.put("web.listen", configuration.gateway().web().toString());
    configuration.gateway().tls().ifPresent(tls -> put(values, tls));
    values.put("capacity.max-agents", String.valueOf(configuration.capacity().maxAgents()));
    configuration
        .capacity()
        .classes()
        .forEach((name, limit) -> values.put("capacity.classes." + name, String.valueOf(limit)));
    values.put("breaker.warn-per-minute", configuration.burn().warnPerMinute().toUsd());
    values.put("breaker.trip-per-minute", configuration.burn().tripPerMinute().toUsd());
    values.put(
        "breaker.warn-tokens-per-minute",
        String.valueOf(configuration.trips().tokens().warnPerMinute()));
    values.put(
        "breaker.trip-tokens-per-minute",
        String.valueOf(configuration.trips().tokens().tripPerMinute()));
    values.put("breaker.trip-error-percent", String.valueOf(configuration.trips().errorPercent()));
    values.put("isolation", configuration.runs().isolation().name().toLowerCase(Locale.ROOT));
    values.put("runs.lower-max-tokens", configuration.runs().loweringText());
    configuration.runs().agents().forEach((name, agent) -> put(values, name, agent));
    put(values, configuration.alerts());
    return values;
  }

  /// What reaches a target may be a secret; that it is there is not.
  private static void put(Map<String, String> values, AlertSettings alerts) {
    alerts
        .quiet()
        .ifPresent(quiet -> values.put("alerts.quiet-hours", quiet.from() + "-" + quiet.to()));
    values.put("alerts.daily-summary", alerts.summary().map(DailyTime::toString).orElse("off"));
    for (TargetSettings target : alerts.targets()) {
      String path = "alerts.targets." + target.name();
      values.put(
          path + ".kind",
          target
              .means()
              .map(Object::toString)
              .orElse(target.kind() + " (off: " + target.unset() + " is not set)"));
      values.put(path + ".from", AlertWords.label(target.from()));
    }
  }

  private static void put(Map<String, String> values, TlsSettings tls) {
    values.put("gateway.tls.listen", tls.listen().toString());
    values.put("gateway.tls.certificate", tls.certificate());
    values.put("gateway.tls.key", tls.key());
  }

  private static void put(Map<String, String> values, String name, ProviderSettings provider) {
    String path = "providers." + name;
    values.put(path + ".protocol", provider.protocol().text());
    values.put(path + ".base-url", provider.baseUrl().toString());
    values.put(path + ".other-homes", provider.otherHomes().name().toLowerCase(Locale.ROOT));
    values.put(
        path + ".api-key",
        provider.keyFrom() + (provider.isOn() ? " (set, not shown)" : " (not set)"));
  }

  private static void put(Map<String, String> values, String name, AgentSettings agent) {
    switch (agent) {
      case AgentSettings.ClaudeCode(String program) ->
          values.put("agents." + name + ".program", program);
      case AgentSettings.Command(List<String> command) -> {
        for (int i = 0; i < command.size(); i++) {
          values.put("agents." + name + ".command[" + i + "]", command.get(i));
        }
      }
      // There is nothing to set about it.
      case AgentSettings.BuiltIn() -> {}
    }
  }
}
