package dev.trafficcontrol.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.run.Cutoff.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final ChildUsage SMALL = new ChildUsage(1, 1);

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }

  private static Sighting silent(CallActivity activity) {
    return new Sighting(START, false, START, activity, SMALL);
  }

  private static Sighting wrote(Instant last, CallActivity activity) {
    return new Sighting(START, true, last, activity, SMALL);
  }

  private static CallActivity calls(int made, int inFlight, Instant last) {
    return new CallActivity(made, inFlight, made, Optional.of(last), Optional.empty());
  }

  private static Optional<Kind> judge(Sighting seen, Instant now) {
    return Watchdog.judge(seen, RunLimits.DEFAULT, now).map(Cutoff::kind);
  }

  @Test
  void F75_a_run_that_gives_no_sign_of_life_is_ended_at_the_start_deadline() {
    assertThat(judge(silent(CallActivity.NONE), after(59))).isEmpty();
    assertThat(judge(silent(CallActivity.NONE), after(60))).contains(Kind.NO_START);
    assertThat(judge(silent(calls(1, 0, after(30))), after(60))).as("it called").isEmpty();
    assertThat(judge(wrote(after(1), CallActivity.NONE), after(60))).as("it wrote").isEmpty();
  }

  @Test
  void F64_a_silent_run_is_ended_at_the_idle_limit() {
    Instant lastOutput = after(100);
    assertThat(judge(wrote(lastOutput, CallActivity.NONE), after(699))).isEmpty();
    assertThat(judge(wrote(lastOutput, CallActivity.NONE), after(700))).contains(Kind.IDLE);
    assertThat(judge(wrote(lastOutput, calls(3, 0, after(200))), after(700))).isEmpty();
    assertThat(judge(wrote(lastOutput, calls(3, 0, after(200))), after(800))).contains(Kind.IDLE);
  }

  @Test
  void a_run_whose_call_is_still_being_answered_is_not_idle() {
    assertThat(judge(wrote(after(1), calls(1, 1, after(2))), after(5000))).isEmpty();
  }

  @Test
  void F64_a_busy_run_is_ended_at_the_wall_limit() {
    assertThat(judge(wrote(after(7199), calls(9, 1, after(7199))), after(7199))).isEmpty();
    assertThat(judge(wrote(after(7199), calls(9, 1, after(7199))), after(7200)))
        .contains(Kind.TOO_LONG);
  }

  @Test
  void F67_calls_memory_and_processes_have_ceilings() {
    CallActivity many = calls(RunLimits.DEFAULT.calls() + 1, 0, after(1));
    assertThat(judge(wrote(after(1), many), after(2))).contains(Kind.TOO_MANY_CALLS);
    ChildUsage fat = new ChildUsage(RunLimits.DEFAULT.memoryBytes() + 1, 1);
    assertThat(judge(new Sighting(START, true, START, CallActivity.NONE, fat), after(1)))
        .contains(Kind.TOO_MUCH_MEMORY);
    ChildUsage bomb = new ChildUsage(1, RunLimits.DEFAULT.processes() + 1);
    assertThat(judge(new Sighting(START, true, START, CallActivity.NONE, bomb), after(1)))
        .contains(Kind.TOO_MANY_PROCESSES);
  }

  @Test
  void the_defaults_are_the_documented_ones() {
    assertThat(RunLimits.DEFAULT.startWithin()).isEqualTo(Duration.ofSeconds(60));
    assertThat(RunLimits.DEFAULT.idle()).isEqualTo(Duration.ofMinutes(10));
    assertThat(RunLimits.DEFAULT.wall()).isEqualTo(Duration.ofHours(2));
    assertThat(new Cutoff(Kind.IDLE, "").grace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(new Cutoff(Kind.KILLED, "").grace()).isZero();
  }
}
