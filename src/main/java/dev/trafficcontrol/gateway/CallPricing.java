package dev.trafficcontrol.gateway;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.CallBound;
import dev.trafficcontrol.pricing.CallShape;
import dev.trafficcontrol.pricing.ConversationKey;
import dev.trafficcontrol.pricing.ConversationMemory;
import dev.trafficcontrol.pricing.Cost;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import java.util.List;
import java.util.Optional;

/// What a call can cost at most, before it is sent, and what it did cost, after.
///
/// A conversation that goes on is bounded by what its last turn was metered at and what was
/// appended; any other by its bytes.
final class CallPricing {

  private static final String SESSION = "x-claude-code-session-id";

  private final PriceBook prices;
  private final ConversationMemory memory;

  CallPricing(PriceBook prices, int rememberedPrompts) {
    this.prices = prices;
    this.memory = new ConversationMemory(rememberedPrompts);
  }

  PriceBook prices() {
    return prices;
  }

  Optional<ModelPrice> price(PaidRequest request) {
    return prices.find(request.model());
  }

  /// For people, of a request without a price.
  String whyNot(PaidRequest request) {
    return "the model `%s` is not in the price book, and what has no price is not sent%s"
        .formatted(
            request.model(),
            prices.whyNot(request.model()).map(reason -> ": " + reason).orElse(""));
  }

  /// The key's id is part of the session: what one key sent must not bound what another sends.
  static ConversationKey conversation(Key key, Headers headers, PaidRequest request) {
    return new ConversationKey(key.id() + "/" + headers.first(SESSION).orElse(""), request.model());
  }

  CallShape shape(PaidRequest request, ConversationKey conversation) {
    long byBytes = request.inputBound();
    long input =
        request.isMemorable()
            ? Math.min(byBytes, memory.bound(conversation, request.prompt()).orElse(byBytes))
            : byBytes;
    return new CallShape(
        request.model(),
        input,
        request.output().most(),
        request.output().answers(),
        request.caching(),
        request.modifiers(),
        request.serverTools().maxSearches(),
        request.serverTools().maxLoops());
  }

  CallBound bound(CallShape shape) {
    return CallBound.of(shape, prices);
  }

  Cost cost(List<Hop> hops) {
    return Cost.of(new Metered(prices.version(), hops), prices);
  }

  void remember(PaidRequest request, ConversationKey conversation, List<Hop> hops) {
    if (request.isMemorable() && hops.size() == 1) {
      var tokens = hops.getFirst().usage();
      memory.remember(conversation, request.prompt(), tokens.promptTokens(), tokens.output());
    }
  }

  /// The longest limit to an answer whose worst case that amount covers, up to what was asked; 0
  /// where it covers none.
  long affordable(CallShape shape, PaidRequest.Output asked, Money amount) {
    long affordable = 0;
    long tooMuch = Math.addExact(asked.maxTokens(), 1);
    while (tooMuch - affordable > 1) {
      long half = affordable + (tooMuch - affordable) / 2;
      boolean fits =
          bound(limitedTo(half, shape, asked)) instanceof CallBound.Bounded bounded
              && !bounded.amount().isMoreThan(amount);
      affordable = fits ? half : affordable;
      tooMuch = fits ? tooMuch : half;
    }
    return affordable;
  }

  /// The same call, with another limit to each of its answers.
  static CallShape limitedTo(long tokens, CallShape shape, PaidRequest.Output asked) {
    return withOutput(shape, asked.limitedTo(tokens).most());
  }

  /// What the client of a call that is too large could do about it.
  String advice(Refusal refusal, CallShape shape, PaidRequest.Output asked) {
    if (!(refusal instanceof Refusal.TooLarge(BudgetView budget, Money _))
        || !(budget.limit() instanceof Limit.Capped(Money limit))) {
      return "";
    }
    long affordable = affordable(shape, asked, limit);
    return affordable == 0
        ? "Its prompt alone may cost more than that, whatever max_tokens is"
        : "It would fit with max_tokens lowered by %d, to %d"
            .formatted(asked.maxTokens() - affordable, affordable);
  }

  private static CallShape withOutput(CallShape shape, long maxOutputTokens) {
    return new CallShape(
        shape.model(),
        shape.inputTokens(),
        maxOutputTokens,
        shape.answers(),
        shape.caching(),
        shape.modifiers(),
        shape.maxWebSearches(),
        shape.extraLoops());
  }
}
