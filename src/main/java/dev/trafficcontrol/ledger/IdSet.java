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

  private long[] fronts = new long[SMALLEST];
  private long[] backs = new long[SMALLEST];
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
    if (4L * taken > 3L * fronts.length) {
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
        IntStream.range(0, fronts.length)
            .filter(place -> !isEmpty(place))
            .mapToObj(place -> new HoldId(fronts[place], backs[place]));
    return hasZero ? Stream.concat(Stream.of(new HoldId(0, 0)), others) : others;
  }

  /// Where it is, or the empty place where it would be.
  private int place(long front, long back) {
    int mask = fronts.length - 1;
    int place = (int) ((((front * GOLDEN) ^ back) * GOLDEN) >>> Integer.SIZE) & mask;
    while (!isEmpty(place) && (fronts[place] != front || backs[place] != back)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void put(int place, long front, long back) {
    fronts[place] = front;
    backs[place] = back;
    taken++;
  }

  private void grow() {
    long[] oldFronts = fronts;
    long[] oldBacks = backs;
    fronts = new long[2 * oldFronts.length];
    backs = new long[2 * oldBacks.length];
    taken = 0;
    for (int place = 0; place < oldFronts.length; place++) {
      if (!isZero(oldFronts[place], oldBacks[place])) {
        put(place(oldFronts[place], oldBacks[place]), oldFronts[place], oldBacks[place]);
      }
    }
  }

  private boolean isEmpty(int place) {
    return isZero(fronts[place], backs[place]);
  }

  private static boolean isZero(long front, long back) {
    return (front | back) == 0;
  }
}
