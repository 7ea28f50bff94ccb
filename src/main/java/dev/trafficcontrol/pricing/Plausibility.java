package dev.trafficcontrol.pricing;

import java.util.ArrayList;
import java.util.List;

/// Slips that make a price wrong by orders of magnitude: a price per token entered as one per
/// million, a digit too many, two columns exchanged. The relations hold for every price that
/// Anthropic and OpenAI publish for text models.
public final class Plausibility {

  /// From $0.001 to $1,000 per million tokens.
  private static final long LEAST = 1_000;

  private static final long MOST = 1_000_000_000;

  private Plausibility() {}

  /// What speaks against believing these; empty for what may be believed.
  public static List<String> ofRates(Rates rates) {
    List<String> faults = new ArrayList<>();
    inRange("input", rates.input(), faults);
    inRange("write5m", rates.write5m(), faults);
    inRange("write1h", rates.write1h(), faults);
    inRange("cacheRead", rates.cacheRead(), faults);
    inRange("output", rates.output(), faults);
    expect(rates.cacheRead() <= rates.input(), "a cache read dearer than input", faults);
    expect(rates.input() <= rates.write5m(), "a cache write cheaper than input", faults);
    expect(rates.write5m() <= rates.write1h(), "'write1h' cheaper than 'write5m'", faults);
    expect(rates.write1h() <= 4 * rates.input(), "a cache write above 4 times input", faults);
    expect(rates.input() <= rates.output(), "output cheaper than input", faults);
    expect(rates.output() <= 20 * rates.input(), "output above 20 times input", faults);
    return faults;
  }

  static List<String> ofTiers(List<Tier> tiers) {
    List<String> faults = new ArrayList<>();
    long below = 0;
    for (Tier tier : tiers) {
      expect(tier.upTo() > below, "tiers must go from small prompts to large", faults);
      below = tier.upTo();
    }
    expect(below == Tier.UNLIMITED, "the last tier must have no 'upToPromptTokens'", faults);
    return faults;
  }

  private static void inRange(String name, long rate, List<String> faults) {
    if (rate < LEAST || rate > MOST) {
      faults.add("'%s' is implausible: $ per million tokens, from 0.001 to 1000".formatted(name));
    }
  }

  private static void expect(boolean holds, String otherwise, List<String> faults) {
    if (!holds) {
      faults.add("implausible: " + otherwise);
    }
  }
}
