package dev.trafficcontrol.simulator;

/// The readers of the requests that are charged.
record Readers(RequestReader messages, ChatReader chat, ResponsesReader responses) {
  static Readers of(PriceTable prices) {
    return new Readers(
        new RequestReader(prices),
        new ChatReader(prices),
        new ResponsesReader(prices, new StoredResponses()));
  }
}
