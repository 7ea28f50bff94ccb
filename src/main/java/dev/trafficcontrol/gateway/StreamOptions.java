package dev.trafficcontrol.gateway;

/// `stream_options` of a chat completion, in which the client says whether it wants to see usage:
/// the gateway has to, in any case.
final class StreamOptions {

  private static final String WITH_USAGE = "\"include_usage\":true";

  private boolean isThere;
  private boolean wantsUsage;
  private int begin;
  private int end;
  private String others = "";

  void read(JsonWalk value) {
    begin = value.begin();
    String raw = value.raw();
    end = begin + JsonWalk.length(raw);
    isThere = true;
    if (!raw.equals("null")) {
      JsonWalk.object(raw, this::option);
    }
  }

  private void option(String name, JsonWalk value) {
    switch (name) {
      case "include_usage" -> wantsUsage = !value.isNull() && value.flag();
      case "include_obfuscation" -> others = ",\"" + name + "\":" + value.raw();
      default -> throw value.wrong("is not a known option");
    }
  }

  boolean wantsUsage() {
    return wantsUsage;
  }

  /// What makes the provider send the usage.
  BodyEdits edits(Body body) {
    if (wantsUsage) {
      return BodyEdits.NONE;
    }
    String options = "{" + WITH_USAGE + others + "}";
    return BodyEdits.NONE.and(
        isThere
            ? new BodyEdits.Edit(begin, end, options)
            : BodyEdits.first(body, "\"stream_options\":" + options));
  }
}
