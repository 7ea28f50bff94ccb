package dev.trafficcontrol.alert;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an alert says, in parts. Texts are empty where there is nothing to say.
///
/// @param standing the budget it is about, or the one that money runs out of first; null where none
///   is
/// @param perMinute what all agents together burned within the last minute; null where not measured
/// @param done what the program has done already, by itself
/// @param ask what is asked of people
/// @param otherwise what happens where nobody answers
/// @param commands what people can do, as they would type it
/// @param answers what of it the program could do at a word of theirs
public record AlertFacts(
    @Nullable Standing standing,
    @Nullable Money perMinute,
    String done,
    String ask,
    String otherwise,
    List<String> commands,
    List<Answer> answers) {

  public static final AlertFacts NONE = new AlertFacts(null, null, "", "", "", List.of());

  private static final long SECONDS_OF_A_MINUTE = 60;

  public AlertFacts {
    commands = List.copyOf(commands);
    answers = List.copyOf(answers);
  }

  /// Facts that nobody can answer but by what they type.
  public AlertFacts(
      @Nullable Standing standing,
      @Nullable Money perMinute,
      String done,
      String ask,
      String otherwise,
      List<String> commands) {
    this(standing, perMinute, done, ask, otherwise, commands, List.of());
  }

  public AlertFacts answeredBy(List<Answer> others) {
    return new AlertFacts(standing, perMinute, done, ask, otherwise, commands, others);
  }

  /// A budget as it stood.
  ///
  /// @param scope as people write it, such as `global/rolling-hour`
  /// @param limit null where it is unlimited
  public record Standing(String scope, Money spent, Money held, @Nullable Money limit) {

    /// What could still be held; empty where that has no end.
    public Optional<Money> free() {
      return Optional.ofNullable(limit).map(most -> most.minusOrZero(spent).minusOrZero(held));
    }
  }

  public AlertFacts at(@Nullable Standing other, @Nullable Money rate) {
    return new AlertFacts(other, rate, done, ask, otherwise, commands, answers);
  }

  /// How long the budget lasts at this rate, rounded down to a second: at least so long where only
  /// a part of what burns is charged to it. Empty where nothing burns or nothing is limited.
  public Optional<Duration> timeLeft() {
    if (standing == null || perMinute == null || perMinute.isZero()) {
      return Optional.empty();
    }
    long perSecond = Math.max(1, perMinute.nanos() / SECONDS_OF_A_MINUTE);
    return standing.free().map(free -> Duration.ofSeconds(free.nanos() / perSecond));
  }
}
