package dev.trafficcontrol.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.agent.ClaudeCode;
import dev.trafficcontrol.adapter.agent.ClaudeCodeLimits;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.testing.Needs;
import dev.trafficcontrol.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real program in the real sandbox, led by a simulated provider. Without the gateway, which
/// has tests of its own.
@Needs({Program.CLAUDE_CODE, Program.BUBBLEWRAP})
class RealClaudeCodeTest {

  @TempDir Path temp;

  @Test
  void claude_code_does_a_task_with_its_own_tools_and_leaves_a_verified_branch() throws Exception {
    try (RunBench bench = new RunBench(temp);
        SimulatedProvider provider =
            SimulatedProvider.start(
                SimulatorOptions.defaults().withKey(RunBench.firstKey().reveal()))) {
      Map<String, String> environment = AllowedEnvironment.of(System.getenv(), List.of());
      bench.agent =
          new ClaudeCode(
              Program.CLAUDE_CODE.path().toString(), ClaudeCodeLimits.DEFAULT, environment);
      bench.gateway = provider.uri();
      Claim claim =
          bench.claim(
              "unused",
              "grep -q hello made.txt",
              new TaskText(
                  "-p is not an option here",
                  """
                  SIMULATE: Bash {"command": "echo hello > made.txt; env | sort > /tmp/env", "description": "write"}
                  SIMULATE: Bash {"command": "ls -a / $HOME ~; git status --short", "description": "look"}
                  SIMULATE: say Done.
                  """));

      RunRecord record = bench.run(claim);

      String said =
          Files.readString(Path.of(record.place().orElseThrow().log(Workplace.Log.AGENT_OUTPUT)));
      assertThat(bench.state(claim))
          .as(bench.reason(claim) + "\n" + said)
          .isEqualTo(TaskState.REVIEW);
      assertThat(bench.onBranch(claim, "made.txt")).isEqualTo("hello");
    }
  }
}
