package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.ReportedUsage.CacheWrites;
import dev.trafficcontrol.gateway.ReportedUsage.Iteration;
import dev.trafficcontrol.pricing.Caching;
import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The usage of one call as far as it was reported. Reports are cumulative: a later one replaces
/// what it names and leaves the rest, and nothing is ever added up.
final class RunningUsage {

  private final Caching asked;
  private final Modifiers requested;
  private String model;
  private TokenUsage tokens = TokenUsage.NONE;
  private Modifiers modifiers;
  private List<Iteration> iterations = List.of();
  private boolean inputReported;

  /// @param asked the dearest cache write the request asked for
  RunningUsage(String model, Caching asked, Modifiers requested) {
    this.model = model;
    this.asked = asked;
    this.requested = requested;
    this.modifiers = requested;
  }

  void servedBy(String reported) {
    model = reported;
  }

  TokenUsage tokens() {
    return tokens;
  }

  /// Whether the prompt was counted. One without tokens was not, whatever the report says.
  boolean knowsPrompt() {
    return inputReported && tokens.promptTokens() > 0;
  }

  void report(ReportedUsage usage) {
    modifiers = new Modifiers(geo(usage.geo()), speed(usage.speed()));
    tokens = merge(tokens, usage);
    inputReported |= usage.input() != null;
    if (!usage.iterations().isEmpty()) {
      iterations = usage.iterations();
    }
  }

  /// Each sampling that is billed.
  List<Hop> hops() {
    List<Hop> hops = new ArrayList<>();
    hops.add(new Hop(model, tokens, modifiers));
    int serving = servingAttempt();
    for (int at = 0; at < iterations.size(); at++) {
      Iteration iteration = iterations.get(at);
      if (isBilledApart(iteration, at, serving)) {
        String itsModel = iteration.model() == null ? model : iteration.model();
        hops.add(new Hop(itsModel, merge(TokenUsage.NONE, iteration.usage()), modifiers));
      }
    }
    return hops;
  }

  /// The hop whose prompt is final and whose answer is still to come, at most `maxOutput` tokens
  /// long.
  Hop atMost(long maxOutput) {
    TokenUsage t = tokens;
    return new Hop(
        model,
        new TokenUsage(
            t.input(),
            t.write5m(),
            t.write1h(),
            t.cacheRead(),
            Math.max(maxOutput, t.output()),
            t.webSearches()),
        modifiers);
  }

  /// The top level covers the executor's own messages, and where a fallback was tried, the serving
  /// attempt alone. Source: Anthropic's documentation of `usage.iterations`.
  private static boolean isBilledApart(Iteration iteration, int at, int serving) {
    return switch (iteration.type()) {
      case "message", "fallback_message" ->
          serving >= 0 && at != serving && !isDeclinedUnanswered(iteration);
      case "compaction", "advisor_message" -> true;
      // What a new kind means is unknown: counted, since leaving it out could be too little.
      default -> true;
    };
  }

  /// The last attempt, or -1 where there was no fallback.
  private int servingAttempt() {
    boolean fellBack = iterations.stream().anyMatch(i -> i.type().equals("fallback_message"));
    int last = -1;
    for (int at = 0; fellBack && at < iterations.size(); at++) {
      String type = iterations.get(at).type();
      if (type.equals("message") || type.equals("fallback_message")) {
        last = at;
      }
    }
    return last;
  }

  /// An attempt that was declined before any output is not billed.
  private static boolean isDeclinedUnanswered(Iteration attempt) {
    Long output = attempt.usage().output();
    return output != null && output == 0;
  }

  private TokenUsage merge(TokenUsage known, ReportedUsage news) {
    CacheWrites writes = news.cacheWrites();
    long write5m = or(writes.fiveMinutes(), known.write5m());
    long write1h = or(writes.oneHour(), known.write1h());
    long sum = or(writes.sum(), write5m + write1h);
    long excess = sum - write5m - write1h;
    if (excess > 0 && asked == Caching.ONE_HOUR) {
      write1h += excess;
    } else if (excess > 0) {
      write5m += excess;
    } else {
      // Fewer than before: what is left is taken to be the dearer kind.
      write1h = Math.min(write1h, sum);
      write5m = sum - write1h;
    }
    return new TokenUsage(
        or(news.input(), known.input()),
        write5m,
        write1h,
        or(news.cacheRead(), known.cacheRead()),
        or(news.output(), known.output()),
        or(news.webSearches(), known.webSearches()));
  }

  private static long or(@Nullable Long reported, long known) {
    return reported == null ? known : reported;
  }

  private Geo geo(@Nullable String reported) {
    if (reported == null) {
      return modifiers.geo();
    }
    return switch (reported) {
      case "us" -> Geo.US;
      case "global" -> Geo.GLOBAL;
      // Models that offer no choice report `not_available`; what is priced is then what was asked.
      case "not_available" -> requested.geo();
      default -> Geo.UNSTATED;
    };
  }

  private Speed speed(@Nullable String reported) {
    if (reported == null) {
      return modifiers.speed();
    }
    return reported.equals("fast") ? Speed.FAST : Speed.STANDARD;
  }
}
