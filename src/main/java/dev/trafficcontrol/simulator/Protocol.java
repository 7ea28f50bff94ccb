package dev.trafficcontrol.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whose protocol is spoken: what errors look like, and which headers every answer has.
enum Protocol {
  ANTHROPIC {
    @Override
    String errorBody(Problem problem, String requestId) {
      ObjectNode body = JsonMapper.shared().createObjectNode().put("type", "error");
      body.putObject("error").put("type", typeOf(problem)).put("message", problem.message());
      return body.put("request_id", requestId).toString();
    }

    // as the provider documents them
    @Override
    String usualType(int status) {
      return switch (status) {
        case 400 -> "invalid_request_error";
        case 401 -> "authentication_error";
        case 402 -> "billing_error";
        case 403 -> "permission_error";
        case 404 -> "not_found_error";
        case 413 -> "request_too_large";
        case 429 -> "rate_limit_error";
        case 504 -> "timeout_error";
        case 529 -> "overloaded_error";
        default -> "api_error";
      };
    }

    @Override
    Map<String, String> headers(String requestId) {
      return Map.of("request-id", requestId, "anthropic-organization-id", "org-simulated");
    }
  },

  OPENAI {
    @Override
    String errorBody(Problem problem, String requestId) {
      ObjectNode body = JsonMapper.shared().createObjectNode();
      body.putObject("error")
          .put("message", problem.message())
          .put("type", typeOf(problem))
          .put("param", problem.param())
          .put("code", codeOf(problem));
      return body.toString();
    }

    @Override
    String usualType(int status) {
      return switch (status) {
        case 429 -> "requests";
        default -> status < 500 ? "invalid_request_error" : "server_error";
      };
    }

    @Override
    Map<String, String> headers(String requestId) {
      return Map.of(
          "x-request-id",
          requestId,
          "openai-organization",
          "org-simulated",
          "openai-version",
          "2020-10-01");
    }
  };

  private static final String NO_QUOTA = "insufficient_quota";

  abstract String errorBody(Problem problem, String requestId);

  abstract String usualType(int status);

  abstract Map<String, String> headers(String requestId);

  String typeOf(Problem problem) {
    if (problem.type() != null) {
      return problem.type();
    }
    return NO_QUOTA.equals(problem.code()) ? NO_QUOTA : usualType(problem.status());
  }

  /// OpenAI's word for machines; null where its errors of that status have none.
  static @Nullable String codeOf(Problem problem) {
    if (problem.code() != null) {
      return problem.code();
    }
    if (NO_QUOTA.equals(problem.type())) {
      return NO_QUOTA;
    }
    return switch (problem.status()) {
      case 401 -> "invalid_api_key";
      case 429 -> "rate_limit_exceeded";
      case 503 -> "server_is_overloaded";
      default -> null;
    };
  }
}
