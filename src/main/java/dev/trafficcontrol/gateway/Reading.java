package dev.trafficcontrol.gateway;

import java.util.Map;

/// What came of reading the body of a paid call.
sealed interface Reading {

  /// @param edits what has to be added to the body, so that what it costs is bounded and metered
  /// @param blanks fields for the answer's limit that stand there without a value, by name
  record Understood(PaidRequest request, BodyEdits edits, Map<String, BodyEdits.Edit> blanks)
      implements Reading {

    /// With that limit: in place of a field without a value, or else in front of all others.
    Understood limited(Body body, String field, long tokens) {
      BodyEdits.Edit blank = blanks.get(field);
      BodyEdits.Edit limit =
          blank == null
              ? BodyEdits.first(body, "\"" + field + "\":" + tokens)
              : new BodyEdits.Edit(blank.from(), blank.to(), Long.toString(tokens));
      return new Understood(request.withMaxTokens(tokens), edits.and(limit), Map.of());
    }
  }

  record Refused(String reason) implements Reading {}
}
