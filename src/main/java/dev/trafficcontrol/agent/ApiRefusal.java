package dev.trafficcontrol.agent;

import com.anthropic.core.JsonNull;
import com.anthropic.core.JsonObject;
import com.anthropic.core.JsonString;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicServiceException;

/// An answer that is no message, in the words of who refused.
///
/// @param type the provider's word for it; empty where there is none
record ApiRefusal(int status, String type, String reason, boolean isFinal) {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final String BILLING = "billing_error";

  /// Of an answer whose body can be read again.
  static ApiRefusal of(HttpResponse answer) {
    boolean isFinal = answer.headers().values("x-should-retry").contains("false");
    return of(answer.statusCode(), body(answer), isFinal);
  }

  static ApiRefusal of(AnthropicServiceException refused) {
    return of(
        refused.statusCode(),
        refused.body(),
        refused.headers().values("x-should-retry").contains("false"));
  }

  private static ApiRefusal of(int status, JsonValue body, boolean isFinal) {
    JsonValue error = field(body, "error");
    return new ApiRefusal(
        status, text(field(error, "type")), text(field(error, "message")), isFinal);
  }

  private static JsonValue body(HttpResponse answer) {
    try {
      return answer.json(JsonValue.class);
    } catch (AnthropicInvalidDataException notJson) {
      return JsonNull.of();
    }
  }

  private static JsonValue field(JsonValue value, String name) {
    return value instanceof JsonObject object
        ? object.values().getOrDefault(name, JsonNull.of())
        : JsonNull.of();
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString text ? text.value() : "";
  }

  /// Asking again would be refused again.
  boolean isOfMoney() {
    return status == TOO_MANY_REQUESTS && (isFinal || type.equals(BILLING));
  }

  String message() {
    return status + ": " + (reason.isEmpty() ? "no reason was given" : reason);
  }
}
