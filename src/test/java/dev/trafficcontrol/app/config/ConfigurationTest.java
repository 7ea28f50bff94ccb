package dev.trafficcontrol.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.gateway.Protocol;
import dev.trafficcontrol.key.Lowering;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.TripLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The configuration is read whole or refused whole, with every fault and its line.
class ConfigurationTest {

  private static List<String> faults(String yaml, Map<String, String> environment) {
    BadConfiguration bad =
        catchThrowableOfType(
            BadConfiguration.class, () -> ConfigurationReader.read(yaml, environment));
    return bad == null ? List.of() : bad.faults().stream().map(ConfigFault::toString).toList();
  }

  private static ProviderSettings anthropic(Configuration read) {
    return provider(read, "anthropic");
  }

  private static ProviderSettings provider(Configuration read, String name) {
    return read.providers().values().stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void an_empty_file_is_the_safe_defaults() {
    Configuration read = ConfigurationReader.read("", Map.of());

    assertThat(read.environment()).isEqualTo("development");
    assertThat(read.gateway().plain()).hasToString("127.0.0.1:7410");
    assertThat(read.capacity().maxAgents()).isEqualTo(2);
    assertThat(read.capacity().classes()).containsEntry("opus", 1).containsEntry("sonnet", 2);
    assertThat(read.burn()).isEqualTo(new BurnLimits(Money.ofUsd("2"), Money.ofUsd("5")));
    assertThat(read.runs().isolation()).isEqualTo(Isolation.SANDBOX);
    assertThat(anthropic(read).isOn()).isFalse();
  }

  @Test
  void what_trips_a_breaker_by_itself_is_set_with_its_parts() {
    Configuration read =
        ConfigurationReader.read(
            """
            breaker:
              warn-tokens-per-minute: 5
              trip-tokens-per-minute: 7
              trip-error-percent: 0
              parts: [ "project:shop=2", "model:gpt-4.1-mini=0.5" ]
            """,
            Map.of());
    assertThat(read.trips())
        .isEqualTo(
            new TripLimits(
                BurnLimits.DEFAULT,
                Map.of(
                    Scope.parse("project:shop"),
                    new BurnLimits(Money.ofUsd("0.8"), Money.ofUsd("2")),
                    Scope.parse("model:gpt-4.1-mini"),
                    new BurnLimits(Money.ofUsd("0.2"), Money.ofUsd("0.5"))),
                new TripLimits.TokenLimits(5, 7),
                0));
    assertThatThrownBy(() ->
            ConfigurationReader.read(
                """
                breaker:
                  warn-tokens-per-minute: 8
                  trip-tokens-per-minute: 7
                  trip-error-percent: 101
                  parts: [ "project:shop=2", "run:R1=3", "project:shop=4" ]
                """,
                Map.of()))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("7 is less than what warns, 8")
        .hasMessageContaining("'101' is not a share in percent")
        .hasMessageContaining("no breaker stands over run:R1")
        .hasMessageContaining("project:shop is there twice");
  }

  @Test
  void all_faults_are_reported_together_with_their_lines() {
    String yaml =
        """
        environment: Development!
        databse: sqlite
        gateway: { listen: "0.0.0.0:7410" }
        capacity:
          max-agents: many
          max-agents: 3
          classes: { opus: -1 }
        isolation: maybe
        runs: { lower-max-tokens: sometimes }
        """;

    assertThat(faults(yaml, Map.of("SONNET_SESSION_LIMIT", "ten")))
        .satisfiesExactly(
            fault -> assertThat(fault).startsWith("line 1: environment: 'Development!'"),
            fault ->
                assertThat(fault)
                    .isEqualTo("line 2: 'databse' is not a setting; did you mean 'database'?"),
            fault -> assertThat(fault).startsWith("line 3: gateway.listen: '0.0.0.0'"),
            fault -> assertThat(fault).startsWith("line 5: capacity.max-agents: 'many'"),
            fault -> assertThat(fault).startsWith("line 6: 'capacity.max-agents' is given twice"),
            fault -> assertThat(fault).startsWith("line 7: capacity.classes.opus: '-1'"),
            fault -> assertThat(fault).startsWith("line 8: isolation: 'maybe'"),
            fault ->
                assertThat(fault)
                    .isEqualTo(
                        "line 9: runs.lower-max-tokens: 'sometimes' is neither never nor to-budget"),
            fault ->
                assertThat(fault).startsWith("$SONNET_SESSION_LIMIT: capacity.classes.sonnet"));
  }

  @Test
  void a_breaker_that_would_trip_before_it_warns_is_refused() {
    assertThat(faults("breaker: { warn-per-minute: 6 }\n", Map.of()))
        .singleElement()
        .asString()
        .contains("breaker.trip-per-minute: $5.00 is less than what warns, $6.00");
    assertThat(faults("breaker: { trip-per-minute: -1 }\n", Map.of()))
        .singleElement()
        .asString()
        .startsWith("line 1: breaker.trip-per-minute: '-1' is not an amount in USD");
  }

  @Test
  void F100_an_unknown_key_is_refused_and_not_dropped() {
    assertThat(faults("budget:\n  daily: 5\n", Map.of()))
        .singleElement()
        .asString()
        .startsWith("line 2: 'budget.daily' is not a setting");
  }

  @Test
  void F100_an_unknown_variable_is_refused_and_not_dropped() {
    assertThat(faults("", Map.of("TRAFFICCONTROL_GATWAY_LISTEN", "127.0.0.1:1")))
        .containsExactly(
            "$TRAFFICCONTROL_GATWAY_LISTEN: 'TRAFFICCONTROL_GATWAY_LISTEN' is not a setting;"
                + " did you mean 'TRAFFICCONTROL_GATEWAY_LISTEN'?");
  }

  @Test
  void F93_a_listener_that_others_could_reach_is_refused() {
    for (String host : List.of("0.0.0.0", "[::]", "192.168.1.7", "example.org", "")) {
      assertThat(faults("gateway: { listen: \"" + host + ":7410\" }\n", Map.of()))
          .as(host)
          .singleElement()
          .asString()
          .contains("is not this machine's loopback");
    }
  }

  @Test
  void any_number_of_providers_can_be_on_each_with_its_protocol_and_its_key() {
    String three =
        """
        providers:
          anthropic: { protocol: anthropic }
          openai: { protocol: openai }
          in-house: { protocol: openai, base-url: "http://127.0.0.1:8000" }
        """;
    Configuration read =
        ConfigurationReader.read(
            three, Map.of("OPENAI_API_KEY", "sk-the-same", "IN_HOUSE_API_KEY", "sk-the-same"));

    assertThat(provider(read, "anthropic").protocol()).isEqualTo(Protocol.ANTHROPIC);
    assertThat(provider(read, "anthropic").isOn()).isFalse();
    assertThat(provider(read, "openai").baseUrl()).hasToString("https://api.openai.com");
    assertThat(provider(read, "in-house").protocol()).isEqualTo(Protocol.OPENAI);
    assertThat(provider(read, "in-house").isOn()).isTrue();
    assertThat(read.providersByKey()).as("one key is claimed once").hasSize(1);
    assertThat(faults("providers:\n  x: { protocol: gopher }\n", Map.of()))
        .singleElement()
        .asString()
        .contains("anthropic and openai are");
  }

  @Test
  void F19_a_setting_without_a_value_is_refused() {
    assertThat(faults("capacity:\n  max-agents:\n", Map.of()))
        .containsExactly("line 2: 'capacity.max-agents' has no value");
  }

  @Test
  void variables_win_over_the_file_and_the_origin_says_so() {
    Configuration read =
        ConfigurationReader.read(
            "gateway: { listen: \"127.0.0.1:1\" }\ncapacity: { classes: { opus: 3, haiku: 4 } }\n",
            Map.of(
                "TRAFFICCONTROL_GATEWAY_LISTEN", "127.0.0.1:2",
                "OPUS_SESSION_LIMIT", "5",
                "SONNET_SESSION_LIMIT", "6",
                "TRAFFICCONTROL_CAPACITY_CLASSES_SONNET", "7"));

    assertThat(read.gateway().plain().port()).isEqualTo(2);
    assertThat(read.capacity().classes()).isEqualTo(Map.of("opus", 5, "sonnet", 7, "haiku", 4));
    assertThat(read.origins())
        .hasEntrySatisfying(
            "gateway.listen",
            origin -> assertThat(origin).hasToString("$TRAFFICCONTROL_GATEWAY_LISTEN"))
        .hasEntrySatisfying(
            "capacity.classes.haiku",
            origin -> assertThat(origin).hasToString("trafficcontrol.yaml line 2"))
        .hasEntrySatisfying("isolation", origin -> assertThat(origin).hasToString("default"));
  }

  @Test
  void a_door_for_other_machines_needs_tls_and_all_that_tls_needs() {
    Configuration read =
        ConfigurationReader.read(
            "gateway: { tls: { listen: \"0.0.0.0:7443\", certificate: a.pem, key: b.pem } }\n",
            Map.of());
    assertThat(read.gateway().plain()).hasToString("127.0.0.1:7410");
    assertThat(read.gateway().tls())
        .hasValue(new TlsSettings(new Listen("0.0.0.0", 7443), "a.pem", "b.pem"));
    assertThat(faults("gateway: { tls: { listen: \"[::]:7443\" } }\n", Map.of()))
        .containsExactly("line 1: gateway.tls needs all of listen, certificate and key, or none");
    assertThat(faults("gateway: { listen: \"0.0.0.0:7410\" }\n", Map.of()))
        .singleElement()
        .asString()
        .contains("without TLS it listens on 127.0.0.1 only", "gateway.tls.listen");
    assertThat(
            faults(
                "gateway: { tls: { listen: \"a b:7443\", certificate: a.pem, key: b.pem } }\n",
                Map.of()))
        .containsExactly(
            "line 1: gateway.tls.listen: 'a b' is neither an address, such as 0.0.0.0 or [::], nor a name");
  }

  @Test
  void the_calls_of_runs_are_lowered_where_the_owner_set_it() {
    Configuration read =
        ConfigurationReader.read("runs: { lower-max-tokens: to-budget }\n", Map.of());
    assertThat(read.runs().lowering()).isEqualTo(Lowering.TO_BUDGET);
  }

  @Test
  void a_key_comes_from_its_variable_and_is_never_printed() {
    Configuration read =
        ConfigurationReader.read("", Map.of("ANTHROPIC_API_KEY", "sk-ant-very-secret"));

    assertThat(anthropic(read).key().map(Secret::reveal))
        .isEqualTo(Optional.of("sk-ant-very-secret"));
    assertThat(read.toString()).doesNotContain("very-secret");
  }

  @Test
  void a_key_that_can_not_be_one_is_refused_without_being_shown() {
    assertThat(faults("", Map.of("ANTHROPIC_API_KEY", "sk-ant very secret")))
        .singleElement()
        .asString()
        .contains("$ANTHROPIC_API_KEY")
        .doesNotContain("very");
  }

  @Test
  void a_key_written_into_the_file_is_refused_without_being_shown() {
    assertThat(faults("providers:\n  anthropic: { api-key: sk-ant-very-secret }\n", Map.of()))
        .singleElement()
        .asString()
        .startsWith("line 2")
        .doesNotContain("very-secret");
  }

  @Test
  void anchors_second_documents_and_broken_yaml_are_faults() {
    assertThat(faults("environment: &a production\ndatabase: *a\n", Map.of())).isNotEmpty();
    assertThat(faults("environment: production\n---\nisolation: none\n", Map.of()))
        .singleElement()
        .asString()
        .contains("second document");
    assertThat(faults("environment: [\n", Map.of()))
        .singleElement()
        .asString()
        .contains("not YAML");
  }
}
