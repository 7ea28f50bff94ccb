package dev.trafficcontrol.simulator;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Prepares calls: decides the answer, counts what is cached, and prices it.
final class CallDesk {
  private final PriceTable prices;
  private final ReplyAuthor author;
  private volatile Script script;
  private final Caches caches;
  private final Bill bill;

  /// Ids are unique over restarts; they alone don't follow from the seed.
  private final long nonce = new SecureRandom().nextLong();

  private final AtomicLong calls = new AtomicLong();

  CallDesk(PriceTable prices, ReplyAuthor author, Script script, Caches caches, Bill bill) {
    this.prices = prices;
    this.author = author;
    this.script = script;
    this.caches = caches;
    this.bill = bill;
  }

  /// Calls that are prepared from now on go by another one.
  void follow(Script other) {
    script = other;
  }

  PreparedCall prepare(Conversation conversation, String payer, String requestId) {
    PricedModel model = prices.find(conversation.model()).orElseThrow();
    List<Step> steps = script.stepsFor(conversation);
    Reply reply = author.write(conversation, steps);
    String owner = payer + "/" + model.id() + "/";
    Caching cache = caches.of(model);
    long output = reply.outputTokens() * conversation.form().choices();
    Usage counted = cache.split(owner, conversation.prompt()).withOutput(output);
    PricedModel.Terms terms =
        reply.tier().map(conversation.terms()::in).orElse(conversation.terms());
    Usage charged = reply.figures().charged(counted);
    Charge planned =
        new Charge(
            conversation.form().idPrefix() + Ids.from(nonce, calls.incrementAndGet()),
            requestId,
            payer,
            conversation.model(),
            charged,
            model.cost(charged, terms));
    BilledCall billing =
        new BilledCall(
            bill, model, terms, planned, () -> cache.store(owner, conversation.prompt()));
    return new PreparedCall(conversation, reply, billing, reply.figures().announced(counted));
  }
}
