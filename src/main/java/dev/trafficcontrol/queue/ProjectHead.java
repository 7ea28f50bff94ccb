package dev.trafficcontrol.queue;

import java.util.List;

/// A project that has work, and the first of it.
///
/// @param pass the project's place in the round: whoever has the smallest is next, and each
///   admission moves it on by [#STRIDE] / weight
/// @param candidates in order, the first few of each model class
public record ProjectHead(String project, int weight, long pass, List<Candidate> candidates) {

  public static final long STRIDE = 1_000_000;

  public ProjectHead {
    candidates = List.copyOf(candidates);
  }

  public long stride() {
    return STRIDE / weight;
  }
}
