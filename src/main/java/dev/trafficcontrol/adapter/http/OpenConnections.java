package dev.trafficcontrol.adapter.http;

import dev.trafficcontrol.gateway.Watchman;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The connections of one listener. One that keeps silent for too long is closed; and while the
/// last places are being taken, whoever comes takes the place of the one that has been silent
/// longest, so that nobody closes a door by standing in it. One with a request in hand is left
/// alone.
final class OpenConnections implements ServerConnectionSelector, Watchman.Watched {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final ServerConnectionSelector protocol;
  private final int unhurried;
  private final ClientPatience patience;
  private final Watchman watchman = new Watchman(System::nanoTime, BETWEEN_LOOKS);

  /// Each has a thread of its own, on which its requests are handled.
  private final Map<Thread, OpenConnection> open = new ConcurrentHashMap<>();

  /// @param unhurried so many may be there before any has to make room; fewer than the listener
  ///   accepts, since those that come are heard before others have left
  OpenConnections(Http1Config protocol, int unhurried, ClientPatience patience) {
    this.protocol = Http1ConnectionSelector.builder().config(protocol).build();
    this.unhurried = unhurried;
    this.patience = patience;
  }

  /// Marks the connection of each request that it handles as one that is not silent.
  Handler heeding(Handler handler) {
    return (request, response) -> {
      OpenConnection mine = Objects.requireNonNull(open.get(Thread.currentThread()));
      mine.requestBegins(System.nanoTime());
      try {
        handler.handle(request, response);
      } finally {
        mine.requestEnds(System.nanoTime());
        makeRoom(null);
      }
    };
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    ServerConnection connection = protocol.connection(context);
    return new ServerConnection() {
      @Override
      public void handle(Limit limit) throws InterruptedException {
        OpenConnection mine = new OpenConnection(Thread.currentThread(), System.nanoTime());
        open.put(Thread.currentThread(), mine);
        watchman.watch(OpenConnections.this);
        makeRoom(mine);
        try {
          connection.handle(limit);
        } finally {
          open.remove(Thread.currentThread());
        }
      }

      @Override
      public Duration idleTime() {
        return connection.idleTime();
      }

      @Override
      public void close(boolean interrupt) {
        connection.close(interrupt);
      }
    };
  }

  private void makeRoom(@Nullable OpenConnection newcomer) {
    if (open.size() <= unhurried) {
      return;
    }
    long now = System.nanoTime();
    open.values().stream()
        .filter(other -> other != newcomer && other.isSilent())
        .max(Comparator.comparingLong(other -> now - other.since()))
        .ifPresent(OpenConnection::makeRoom);
  }

  @Override
  public void look(long now) {
    open.values().forEach(connection -> connection.turnAwayAfter(patience, now));
  }

  @Override
  public boolean isOver() {
    return open.isEmpty();
  }

  @Override
  public int bytesToIdentifyConnection() {
    return protocol.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return protocol.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return protocol.supportedApplicationProtocols();
  }
}
