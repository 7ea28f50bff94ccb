package dev.trafficcontrol.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/TESTING.md` shows what is run.
class TestingPageTest {

  @Test
  void the_example_is_the_one_that_is_run_on_the_packaged_jars() throws IOException {
    String example = fenced("java");

    assertThat(Files.readString(Path.of("src/test/java/com/example/agents/SummaryExample.java")))
        .endsWith(example);
    assertThat(example).contains("class SummaryExample");
  }

  @Test
  void the_script_can_be_read() throws IOException {
    try (SimulatedProvider provider = SimulatedProvider.start(SimulatorOptions.defaults())) {
      provider.script(fenced("json"));
    }
  }

  /// What stands between the first fence of that language and its end.
  private static String fenced(String language) throws IOException {
    String page = Files.readString(Path.of("docs/TESTING.md"));
    String fence = "```" + language + "\n";
    int from = page.indexOf(fence) + fence.length();
    return page.substring(from, page.indexOf("```\n", from));
  }
}
