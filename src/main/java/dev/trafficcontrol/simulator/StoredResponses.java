package dev.trafficcontrol.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The conversations of responses that were to be stored, until the program ends.
final class StoredResponses {
  private static final int MOST = 10_000;

  private final Map<String, List<JsonNode>> conversations =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<JsonNode>> eldest) {
          return size() > MOST;
        }
      };

  /// @param asked everything the model read but the instructions and tools, which are each
  ///   request's own
  synchronized void put(String id, List<JsonNode> asked, List<JsonNode> answered) {
    conversations.put(id, Stream.concat(asked.stream(), answered.stream()).toList());
  }

  /// Everything that was said up to and with the response; an unknown id is an [ApiError].
  synchronized List<JsonNode> conversation(String id) {
    List<JsonNode> conversation = conversations.get(id);
    if (conversation == null) {
      throw ApiError.invalid(
          "previous_response_id",
          "previous_response_not_found",
          "Previous response with id '" + id + "' not found.");
    }
    return conversation;
  }
}
