package dev.trafficcontrol.gateway;

import java.util.List;

/// A paid call with the limit that its answer is sent with. What is bounded and what is sent both
/// follow from its `tokens`, so that neither can be about another number.
///
/// @param field by which the model's provider is told
/// @param tokens the most that one answer may have
/// @param asked as many as it would have without having been lowered
record LimitedOrder(Order order, String field, long tokens, long asked) {

  /// Tells the client of a lowered limit: `8123;asked=32000`, an integer with a parameter as of RFC
  /// 9651.
  static final String LOWERED = "x-trafficcontrol-max-tokens-lowered";

  LimitedOrder lowered(long to) {
    return new LimitedOrder(order, field, to, asked);
  }

  PaidRequest asks() {
    return order.asks().withMaxTokens(tokens);
  }

  UpstreamRequest toSend() {
    UpstreamRequest request = order.request();
    BodyEdits edits =
        order.read().edits().and(order.read().limit().edits(request.body(), field, tokens));
    return request.with(edits.applied(request.body()));
  }

  /// What has to be said to the client beside what the provider answers.
  List<Header> notes() {
    return tokens < asked ? List.of(new Header(LOWERED, tokens + ";asked=" + asked)) : List.of();
  }
}
