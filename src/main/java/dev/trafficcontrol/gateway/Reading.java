package dev.trafficcontrol.gateway;

/// What came of reading the body of a paid call.
sealed interface Reading {

  /// @param edits what has to be added to the body, so that what it costs is bounded and metered
  /// @param limit of the answer, as the body says it
  record Understood(PaidRequest request, BodyEdits edits, OutputLimit limit) implements Reading {

    /// With that limit: in place of a field without a value, or else in front of all others.
    Understood limited(Body body, String field, long tokens) {
      BodyEdits.Edit blank = limit.blanks().get(field);
      BodyEdits.Edit edit =
          blank == null
              ? BodyEdits.first(body, "\"" + field + "\":" + tokens)
              : new BodyEdits.Edit(blank.from(), blank.to(), Long.toString(tokens));
      return new Understood(
          request.withMaxTokens(tokens), edits.and(edit), OutputLimit.of(field, tokens));
    }
  }

  record Refused(String reason) implements Reading {}
}
