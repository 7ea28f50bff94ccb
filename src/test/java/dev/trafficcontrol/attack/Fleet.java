package dev.trafficcontrol.attack;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Many agents at once on one key.
record Fleet(URI gateway, String key, int clients, int turns, long seed) {

  /// Lets all of them talk, and returns how each ended.
  List<SpendingClient.End> run() throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SpendingClient.End>> talks =
          IntStream.range(0, clients)
              .<Callable<SpendingClient.End>>mapToObj(i ->
                  () ->
                      new SpendingClient(
                              http, gateway, key, SpendingClient.DEAR_MODEL, seed * 1_000 + i)
                          .talk(turns))
              .toList();
      return agents.invokeAll(talks).stream().map(Future::resultNow).toList();
    }
  }
}
