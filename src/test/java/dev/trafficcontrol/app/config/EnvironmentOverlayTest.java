package dev.trafficcontrol.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each environment has its own settings over those that all have.
class EnvironmentOverlayTest {

  private static final String USUAL =
      """
      environment: staging
      capacity: { max-agents: 4, classes: { opus: 2, sonnet: 3 } }
      agents:
        worker: { command: [run, --all, --slowly] }
      """;

  private static Configuration read(String overlay, Map<String, String> environment) {
    Map<String, String> files = Map.of("trafficcontrol.production.yaml", overlay);
    return ConfigurationReader.read(USUAL, name -> files.getOrDefault(name, ""), environment);
  }

  private static Configuration inProduction(String overlay) {
    return read(overlay, Map.of("TRAFFICCONTROL_ENVIRONMENT", "production"));
  }

  private static List<String> faults(String overlay) {
    BadConfiguration bad =
        catchThrowableOfType(BadConfiguration.class, () -> inProduction(overlay));
    return bad.faults().stream().map(ConfigFault::toString).toList();
  }

  @Test
  void an_environments_own_file_goes_over_the_usual_one_setting_by_setting() {
    Configuration read = inProduction("capacity: { max-agents: 1 }");
    assertThat(read.environment()).isEqualTo("production");
    assertThat(read.capacity().maxAgents()).isEqualTo(1);
    assertThat(read.capacity().of("sonnet")).isEqualTo(3);
    assertThat(read.origins().get("capacity.max-agents"))
        .hasToString("trafficcontrol.production.yaml line 1");
    assertThat(read.origins().get("capacity.classes.opus"))
        .hasToString("trafficcontrol.yaml line 2");
  }

  @Test
  void a_list_is_replaced_as_a_whole() {
    assertThat(
            inProduction("agents: { worker: { command: [halt] } }").runs().agents().get("worker"))
        .isEqualTo(new AgentSettings.Command(List.of("halt")));
  }

  @Test
  void the_file_of_another_environment_is_not_read() {
    assertThat(read("capacity: { max-agents: 1 }", Map.of()).capacity().maxAgents()).isEqualTo(4);
    assertThat(read("no: [ yaml", Map.of()).environment()).isEqualTo("staging");
  }

  @Test
  void variables_go_over_both() {
    Map<String, String> variables =
        Map.of(
            "TRAFFICCONTROL_ENVIRONMENT", "production", "TRAFFICCONTROL_CAPACITY_MAX_AGENTS", "3");
    assertThat(read("capacity: { max-agents: 1 }", variables).capacity().maxAgents()).isEqualTo(3);
  }

  @Test
  void what_is_wrong_in_it_is_told_with_its_name_and_line() {
    assertThat(faults("capacity:\n  max-agents: lots\n  most-agents: 3\n"))
        .hasSize(2)
        .allMatch(fault -> fault.startsWith("trafficcontrol.production.yaml line "))
        .anyMatch(fault -> fault.contains("line 3: 'capacity.most-agents' is not a setting"));
  }

  @Test
  void it_can_not_say_which_environment_this_is() {
    assertThat(faults("environment: development"))
        .singleElement()
        .asString()
        .startsWith("trafficcontrol.production.yaml line 1: environment: ");
  }
}
