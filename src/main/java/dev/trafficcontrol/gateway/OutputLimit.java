package dev.trafficcontrol.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The limit of an answer as a request says it: once, in one of its names, or not at all. A name
/// may also stand there with `null`, which is no limit.
final class OutputLimit {

  private final Map<String, BodyEdits.Edit> blanks = new LinkedHashMap<>();
  private long tokens;
  private int begin;
  private String saidAs = "";

  void read(String name, JsonWalk value) {
    int at = value.begin();
    if (value.isNull()) {
      blanks.put(name, new BodyEdits.Edit(at, at + JsonWalk.length(value.raw()), ""));
      return;
    }
    long said = value.count();
    if (said < 1 || tokens > 0) {
      throw value.wrong("must be said once, and be at least 1");
    }
    tokens = said;
    begin = at;
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

  /// What has to change in the body so that its answer has at most that many tokens by that field,
  /// and by the name it was said by, if that is another: in place of a field that is there, or else
  /// in front of all others. A second one beside it would leave open which of them counts.
  List<BodyEdits.Edit> edits(Body body, String field, long most) {
    List<BodyEdits.Edit> edits = new ArrayList<>();
    String number = Long.toString(most);
    if (!saidAs.isEmpty() && tokens != most) {
      // It stands there in digits alone.
      edits.add(new BodyEdits.Edit(begin, begin + Long.toString(tokens).length(), number));
    }
    if (!field.equals(saidAs)) {
      BodyEdits.Edit blank = blanks.get(field);
      edits.add(
          blank == null
              ? BodyEdits.first(body, "\"" + field + "\":" + number)
              : new BodyEdits.Edit(blank.from(), blank.to(), number));
    }
    return edits;
  }
}
