package dev.trafficcontrol.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A store that can be told to break at one place.
class ForwardingRunStore implements RunStore {

  private final RunStore inner;

  ForwardingRunStore(RunStore inner) {
    this.inner = inner;
  }

  @Override
  public void starting(String run) {
    inner.starting(run);
  }

  @Override
  public void placed(String run, Workplace place, String session) {
    inner.placed(run, place, session);
  }

  @Override
  public void running(String run, ChildMark process, Instant now) {
    inner.running(run, process, now);
  }

  @Override
  public void verifying(String run, Collected collected) {
    inner.verifying(run, collected);
  }

  @Override
  public void verifying(String run, ChildMark process) {
    inner.verifying(run, process);
  }

  @Override
  public void ended(String run, Collected collected, Verdict verdict, Instant now) {
    inner.ended(run, collected, verdict, now);
  }

  @Override
  public Optional<RunRecord> find(String run) {
    return inner.find(run);
  }

  @Override
  public List<RunRecord> open(String node) {
    return inner.open(node);
  }

  @Override
  public List<RunRecord> recent(int limit) {
    return inner.recent(limit);
  }

  @Override
  public List<RunRecord> endedAfter(Instant since, int limit) {
    return inner.endedAfter(since, limit);
  }

  @Override
  public Optional<String> failureBefore(String task, int attempt) {
    return inner.failureBefore(task, attempt);
  }
}
