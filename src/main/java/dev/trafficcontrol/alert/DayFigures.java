package dev.trafficcontrol.alert;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;

/// What one day came to.
///
/// @param projects who spent something, the dearest first, as the models
/// @param runsDone those whose work was found good
/// @param runsFailed all others that ended
public record DayFigures(
    Money spent,
    List<TopSpender> projects,
    List<TopSpender> models,
    long runsDone,
    long runsFailed) {

  /// Where they are looked up.
  public interface Source {

    /// @param to excluded
    DayFigures between(Instant from, Instant to);
  }
}
