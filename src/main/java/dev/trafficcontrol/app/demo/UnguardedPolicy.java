package dev.trafficcontrol.app.demo;

import dev.trafficcontrol.agent.BuiltInAgent;
import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// The policy of the incident: as many agents as its two classes allow, no budget asked, no price
/// known, until the queue is empty. They call the provider itself, and it says what that costs.
///
/// The agents are the built-in one, on threads instead of in processes, each in a folder of its
/// own.
final class UnguardedPolicy {

  /// `OPUS_SESSION_LIMIT` and `SONNET_SESSION_LIMIT` of that day.
  static final int OPUS_AGENTS = 5;

  static final int SONNET_AGENTS = 10;

  private final DemoProvider provider;
  private final BuiltInAgent agent;
  private final Path folder;
  private final Semaphore opus = new Semaphore(OPUS_AGENTS);
  private final Semaphore sonnet = new Semaphore(SONNET_AGENTS);

  /// @param folder where the agents' folders are made
  UnguardedPolicy(DemoProvider provider, String key, Path folder) {
    this.provider = provider;
    this.agent = new BuiltInAgent(provider.uri().toString(), key, Map.of(), _ -> {});
    this.folder = folder;
  }

  /// What the provider billed once every task was worked.
  Money spend(List<DemoQueue.Item> queue) {
    try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < queue.size(); i++) {
        DemoQueue.Item item = queue.get(i);
        Path worktree = folder.resolve(String.valueOf(i));
        all.add(agents.submit(() -> work(item, worktree)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new DemoFailed("an agent without a guard failed", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("the demo was interrupted", stopped);
    }
    return Money.ofUsd(provider.billed());
  }

  private Void work(DemoQueue.Item item, Path worktree) throws IOException, InterruptedException {
    Semaphore slots = item.model().equals(DemoQueue.OPUS) ? opus : sonnet;
    slots.acquire();
    try {
      Files.createDirectories(worktree);
      Files.writeString(worktree.resolve("README.md"), DemoRepository.README);
      agent.work(worktree, item.model(), item.text());
      return null;
    } finally {
      slots.release();
    }
  }
}
