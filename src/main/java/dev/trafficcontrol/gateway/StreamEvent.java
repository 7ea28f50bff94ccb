package dev.trafficcontrol.gateway;

import org.jspecify.annotations.Nullable;

/// What of one event of a stream bears on its cost.
///
/// @param model who serves, in `message_start`
/// @param usage null where the event carries none
/// @param errorType the provider's name for what went wrong, in `error`
record StreamEvent(
    String type,
    @Nullable String model,
    @Nullable ReportedUsage usage,
    @Nullable String stopReason,
    @Nullable String errorType) {

  static StreamEvent read(byte[] data) {
    Reading reading = new Reading();
    JsonWalk.object(data, reading::field);
    return new StreamEvent(
        reading.type, reading.model, reading.usage, reading.stopReason, reading.errorType);
  }

  private static final class Reading {
    private String type = "";
    private @Nullable String model;
    private @Nullable ReportedUsage usage;
    private @Nullable String stopReason;
    private @Nullable String errorType;

    void field(String name, JsonWalk value) {
      switch (name) {
        case "type" -> type = value.text();
        case "usage" -> usage = value.isNull() ? null : ReportedUsage.read(value);
        case "message", "delta", "error" -> {
          if (value.isObject()) {
            value.fields((inner, part) -> inner(name, inner, part));
          } else {
            value.skip();
          }
        }
        default -> value.skip();
      }
    }

    private void inner(String outer, String name, JsonWalk value) {
      if (name.equals("usage") && outer.equals("message") && !value.isNull()) {
        usage = ReportedUsage.read(value);
      } else if (!value.isText()) {
        value.skip();
      } else if (name.equals("model") && outer.equals("message")) {
        model = value.text();
      } else if (name.equals("stop_reason")) {
        stopReason = value.text();
      } else if (name.equals("type") && outer.equals("error")) {
        errorType = value.text();
      }
    }
  }
}
