package dev.trafficcontrol.simulator;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An error in the provider's own shape, thrown by what reads a request.
@SuppressWarnings("serial")
final class ApiError extends RuntimeException {
  private final int status;
  private final String type;

  ApiError(int status, String type, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
  }

  static ApiError invalid(String message) {
    return new ApiError(400, "invalid_request_error", message);
  }

  int status() {
    return status;
  }

  String body(String requestId) {
    return body(type, String.valueOf(getMessage()), requestId);
  }

  static String body(String type, String message, String requestId) {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("type", "error");
    body.putObject("error").put("type", type).put("message", message);
    return body.put("request_id", requestId).toString();
  }
}
