package dev.trafficcontrol.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The few places where a body is changed before it is sent. Every other byte stays as it came.
///
/// @param places apart from each other
record BodyEdits(List<Edit> places) {

  private static final int ROOM = 100;

  static final BodyEdits NONE = new BodyEdits(List.of());

  /// @param from the first byte that goes
  /// @param to the first that stays
  record Edit(int from, int to, String with) {}

  BodyEdits {
    places = places.stream().sorted(Comparator.comparingInt(Edit::from)).toList();
  }

  BodyEdits and(Edit more) {
    return and(List.of(more));
  }

  BodyEdits and(List<Edit> more) {
    List<Edit> all = new ArrayList<>(places);
    all.addAll(more);
    return new BodyEdits(all);
  }

  /// Puts a field in front of all others of the object that `body` is.
  static Edit first(Body body, String field) {
    byte[] bytes = body.bytes();
    int brace = 0;
    while (bytes[brace] != '{') {
      brace++;
    }
    return new Edit(brace + 1, brace + 1, field + ",");
  }

  Body applied(Body body) {
    if (places.isEmpty()) {
      return body;
    }
    byte[] old = body.bytes();
    Bytes edited = new Bytes(old.length + ROOM);
    int at = 0;
    for (Edit place : places) {
      edited.add(old, at, place.from() - at);
      edited.addAll(place.with().getBytes(StandardCharsets.UTF_8));
      at = place.to();
    }
    edited.add(old, at, old.length - at);
    return Body.owning(edited.copy());
  }
}
