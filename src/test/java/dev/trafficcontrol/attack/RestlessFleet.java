package dev.trafficcontrol.attack;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Agents that begin anew whenever the gateway goes away, until they are told to end.
final class RestlessFleet implements AutoCloseable {

  /// What an agent does once its budget has stopped it.
  private enum AtTheBudget {
    ENDS,
    TRIES_AGAIN
  }

  private static final int TURNS = 30;
  private static final long PAUSE_MILLIS = 50;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Thread> agents = new ArrayList<>();
  private final URI gateway;
  private final String key;
  private final String model;
  private final AtTheBudget atTheBudget;

  private RestlessFleet(URI gateway, String key, String model, AtTheBudget atTheBudget) {
    this.gateway = gateway;
    this.key = key;
    this.model = model;
    this.atTheBudget = atTheBudget;
  }

  static RestlessFleet untilTheBudget(URI gateway, String key, int clients, long seed) {
    return new RestlessFleet(gateway, key, SpendingClient.DEAR_MODEL, AtTheBudget.ENDS)
        .begin(clients, seed);
  }

  static RestlessFleet forEver(URI gateway, String key, String model, int clients, long seed) {
    return new RestlessFleet(gateway, key, model, AtTheBudget.TRIES_AGAIN).begin(clients, seed);
  }

  private RestlessFleet begin(int clients, long seed) {
    for (int i = 0; i < clients; i++) {
      long own = seed * 1_000 + i;
      agents.add(Thread.ofVirtual().start(() -> work(own)));
    }
    return this;
  }

  private void work(long seed) {
    SpendingClient.End end = SpendingClient.End.BROKEN;
    try {
      for (int life = 0;
          end != SpendingClient.End.BUDGET || atTheBudget == AtTheBudget.TRIES_AGAIN;
          life++) {
        end = new SpendingClient(http, gateway, key, model, seed + life * 100_000L).talk(TURNS);
        if (stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  boolean allStoppedByTheBudget() {
    return agents.stream().noneMatch(Thread::isAlive);
  }

  @Override
  public void close() {
    stop.countDown();
    agents.forEach(Thread::interrupt);
    http.shutdownNow();
    http.close();
  }
}
