package dev.trafficcontrol.ledger;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A set of holds' ids in 21 to 43 bytes each: millions end within the time they are remembered.
///
/// Open addressing with linear probing, at most three quarters full. An id without a bit that is
/// set stands for an empty place, and is kept apart.
final class IdSet {

  private static final int SMALLEST = 16;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /// Front and back of each place, side by side: looking at both costs as much as looking at one.
  private long[] places = new long[2 * SMALLEST];

  private int taken;
  private boolean hasZero;

  /// Whether it is new here.
  boolean add(HoldId id) {
    if (isZero(id.front(), id.back())) {
      boolean isNew = !hasZero;
      hasZero = true;
      return isNew;
    }
    int place = place(id.front(), id.back());
    if (!isEmpty(place)) {
      return false;
    }
    put(place, id.front(), id.back());
    if (8L * taken > 3L * places.length) {
      grow();
    }
    return true;
  }

  boolean contains(HoldId id) {
    return isZero(id.front(), id.back()) ? hasZero : !isEmpty(place(id.front(), id.back()));
  }

  int size() {
    return hasZero ? taken + 1 : taken;
  }

  /// In no order.
  Stream<HoldId> ids() {
    Stream<HoldId> others =
        IntStream.iterate(0, place -> place < places.length, place -> place + 2)
            .filter(place -> !isEmpty(place))
            .mapToObj(place -> new HoldId(places[place], places[place + 1]));
    return hasZero ? Stream.concat(Stream.of(new HoldId(0, 0)), others) : others;
  }

  /// Where it is, or the empty place where it would be.
  private int place(long front, long back) {
    int mask = places.length - 2;
    int place = (int) ((((front * GOLDEN) ^ back) * GOLDEN) >>> Integer.SIZE) & mask;
    while (!isEmpty(place) && (places[place] != front || places[place + 1] != back)) {
      place = (place + 2) & mask;
    }
    return place;
  }

  private void put(int place, long front, long back) {
    places[place] = front;
    places[place + 1] = back;
    taken++;
  }

  private void grow() {
    long[] old = places;
    places = new long[2 * old.length];
    taken = 0;
    for (int place = 0; place < old.length; place += 2) {
      if (!isZero(old[place], old[place + 1])) {
        put(place(old[place], old[place + 1]), old[place], old[place + 1]);
      }
    }
  }

  private boolean isEmpty(int place) {
    return isZero(places[place], places[place + 1]);
  }

  private static boolean isZero(long front, long back) {
    return (front | back) == 0;
  }
}
