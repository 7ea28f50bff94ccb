package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.testing.Needs;
import dev.trafficcontrol.testing.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The unit that users copy.
class SystemdUnitTest {

  private static final Path UNIT = Path.of("docs/trafficcontrol.service");

  @TempDir Path folder;

  @Test
  @Needs(Program.SYSTEMD)
  void systemd_finds_nothing_wrong_with_it() throws Exception {
    String launcher = Path.of("trafficctl").toAbsolutePath().toString();
    Path unit =
        Files.writeString(
            folder.resolve("trafficcontrol.service"),
            SourceFile.read(UNIT).replace("%h/trafficcontrol/trafficctl", launcher));
    ProcessBuilder verify =
        new ProcessBuilder(Program.SYSTEMD.path().toString(), "verify", "--user", unit.toString());
    verify.environment().put("XDG_RUNTIME_DIR", folder.toString());
    Process process = verify.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }

  @Test
  void it_leaves_time_to_drain_and_has_no_key_in_it() {
    List<String> lines = SourceFile.read(UNIT).lines().map(String::strip).toList();

    assertThat(lines).contains("KillMode=mixed", "Restart=on-failure", "UMask=0077");
    assertThat(lines)
        .as("5 s to drain, and twice 10 s for what is cut to be booked")
        .contains("TimeoutStopSec=30");
    assertThat(lines).noneMatch(line -> line.startsWith("Environment="));
  }
}
