package dev.trafficcontrol.forecast;

/// How many of so many, and what that says of those to come.
public record Share(int held, int of) {

  /// Of a normal distribution, 95 % lie within so many deviations.
  private static final double Z = 1.96;

  private static final int PERCENT = 100;

  /// Rounded to whole percents; 0 of none.
  public int percent() {
    return of == 0 ? 0 : Math.round((float) PERCENT * held / of);
  }

  /// The true share is not below this many percent, with 95 % certainty (Wilson's interval).
  public int low() {
    return of == 0 ? 0 : (int) Math.floor(PERCENT * Math.max(0, centre() - halfWidth()));
  }

  /// Nor above this many.
  public int high() {
    return of == 0 ? PERCENT : (int) Math.ceil(PERCENT * Math.min(1, centre() + halfWidth()));
  }

  /// Whether a true share of that many percent would be no surprise.
  public boolean agreesWith(int percent) {
    return low() <= percent && percent <= high();
  }

  private double centre() {
    return (held + Z * Z / 2) / (of + Z * Z);
  }

  private double halfWidth() {
    double share = (double) held / of;
    return Z / (of + Z * Z) * Math.sqrt(of * share * (1 - share) + Z * Z / 4);
  }
}
