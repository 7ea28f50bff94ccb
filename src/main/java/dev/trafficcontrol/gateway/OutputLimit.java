package dev.trafficcontrol.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/// The limit of an answer as a request in OpenAI's protocol says it: once, in one of its names, or
/// not at all. A name may also stand there with `null`, which is no limit.
final class OutputLimit {

  private final Map<String, BodyEdits.Edit> blanks = new LinkedHashMap<>();
  private long tokens;
  private String saidAs = "";

  /// One that was said.
  static OutputLimit of(String name, long tokens) {
    OutputLimit limit = new OutputLimit();
    limit.saidAs = name;
    limit.tokens = tokens;
    return limit;
  }

  void read(String name, JsonWalk value) {
    if (value.isNull()) {
      int begin = value.begin();
      blanks.put(name, new BodyEdits.Edit(begin, begin + JsonWalk.length(value.raw()), ""));
      return;
    }
    long said = value.count();
    if (said < 1 || tokens > 0) {
      throw value.wrong("must be said once, and be at least 1");
    }
    tokens = said;
    saidAs = name;
  }

  /// 0 where it is not said.
  long tokens() {
    return tokens;
  }

  /// The name by which it is said; empty where it is not.
  String saidAs() {
    return saidAs;
  }

  /// Where each name stands that was left without a value: a second one beside it would leave open
  /// which of them counts.
  Map<String, BodyEdits.Edit> blanks() {
    return Map.copyOf(blanks);
  }
}
