package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The usage of one call as OpenAI's protocol reports it, at its end. A later report replaces an
/// earlier one.
///
/// Cached and newly cached tokens are a *part* of the input, reasoning is a part of the output.
/// Some who speak the protocol leave reasoning out of the output, and count it in the total alone:
/// then the total is believed. Source: OpenAI's API reference, `CompletionUsage` and
/// `ResponseUsage`.
final class OpenAiUsage {

  private final Modifiers requested;
  private String model;
  private @Nullable String tier;
  private @Nullable Counts counts;
  private long webSearches;
  private boolean unreadable;

  OpenAiUsage(PaidRequest request) {
    this.model = request.model();
    this.requested = request.modifiers();
  }

  void servedBy(String reported) {
    model = reported;
  }

  void tier(String reported) {
    tier = reported;
  }

  /// @param searches made so far by a tool that runs at the provider
  void searched(long searches) {
    webSearches = searches;
  }

  boolean isReported() {
    return counts != null;
  }

  void report(JsonWalk usage) {
    if (usage.isNull()) {
      return;
    }
    Counts read = new Counts();
    usage.fields(read::field);
    if (read.isComplete()) {
      counts = read;
    } else {
      unreadable = true;
    }
  }

  /// What is known at the answer's end.
  Verdict verdict() {
    Counts known = counts;
    if (known == null || unreadable) {
      return new Verdict.Unknown("the answer has no usage that can be read");
    }
    if (known.hasAudio) {
      return new Verdict.Unknown("the answer counts audio, which has no price here");
    }
    Speed speed = speed();
    return speed == null
        ? new Verdict.Unknown("the answer was served in the tier " + tier + ", which is not known")
        : new Verdict.Known(List.of(hop(known, speed)));
  }

  /// For burn; empty as long as nothing was said.
  List<Hop> soFar() {
    return verdict() instanceof Verdict.Known(List<Hop> hops) ? hops : List.of();
  }

  private Hop hop(Counts known, Speed speed) {
    return new Hop(
        model,
        new TokenUsage(
            known.input - known.cached - known.written,
            known.written,
            0,
            known.cached,
            known.output(),
            webSearches),
        new Modifiers(Geo.GLOBAL, speed));
  }

  /// Null where it has no known price.
  private @Nullable Speed speed() {
    if (tier == null) {
      // Whoever names none may know none, and then knew none that is cheaper.
      return requested.speed() == Speed.FLEX ? Speed.STANDARD : requested.speed();
    }
    return switch (tier) {
      case "default" -> Speed.STANDARD;
      case "flex" -> Speed.FLEX;
      case "priority" -> Speed.PRIORITY;
      // An account's own setting, which the answer should have named.
      case "auto" -> Speed.UNSTATED;
      default -> null;
    };
  }

  private static final class Counts {
    private long input = -1;
    private long output = -1;
    private long total;
    private long cached;
    private long written;
    private boolean hasAudio;

    void field(String name, JsonWalk value) {
      if (value.isNull()) {
        return;
      }
      switch (name) {
        case "prompt_tokens", "input_tokens" -> input = value.count();
        case "completion_tokens", "output_tokens" -> output = value.count();
        case "total_tokens" -> total = value.count();
        case "prompt_tokens_details", "input_tokens_details" -> value.fields(this::inputDetail);
        case "completion_tokens_details", "output_tokens_details" ->
            value.fields(this::outputDetail);
        default -> value.skip();
      }
    }

    private void inputDetail(String name, JsonWalk value) {
      if (value.isNull()) {
        return;
      }
      switch (name) {
        case "cached_tokens" -> cached = value.count();
        case "cache_write_tokens" -> written = value.count();
        case "audio_tokens" -> hasAudio |= value.count() > 0;
        default -> value.skip();
      }
    }

    private void outputDetail(String name, JsonWalk value) {
      if (name.equals("audio_tokens") && !value.isNull()) {
        hasAudio |= value.count() > 0;
      } else {
        value.skip();
      }
    }

    /// What counts itself twice, or nothing at all, is not believed.
    boolean isComplete() {
      return input > 0 && output >= 0 && cached <= input && written <= input - cached;
    }

    long output() {
      return Math.max(output, total - input);
    }
  }
}
