package dev.trafficcontrol.simulator;

import org.jspecify.annotations.Nullable;

/// What a provider refuses, thrown by what reads a request.
@SuppressWarnings("serial")
final class ApiError extends RuntimeException {
  private final Problem problem;

  ApiError(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  ApiError(int status, String type, String message) {
    this(new Problem(status, type, message));
  }

  static ApiError invalid(String message) {
    return new ApiError(400, "invalid_request_error", message);
  }

  /// A 400 as OpenAI words it.
  ///
  /// @param param the field that is to blame, or null
  static ApiError invalid(@Nullable String param, @Nullable String code, String message) {
    return new ApiError(new Problem(400, null, code, param, message));
  }

  Problem problem() {
    return problem;
  }
}
