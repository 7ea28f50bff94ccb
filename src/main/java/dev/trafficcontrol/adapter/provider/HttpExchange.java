package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.UpstreamAnswer;
import dev.trafficcontrol.gateway.UpstreamCall;
import dev.trafficcontrol.gateway.UpstreamLost;
import dev.trafficcontrol.gateway.UpstreamRequest;
import dev.trafficcontrol.gateway.UpstreamUnreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// One exchange. It has its connection for itself while it lasts, and leaves it to the next only
/// where it ended properly.
final class HttpExchange implements UpstreamCall {

  private final HttpProvider provider;
  private final UpstreamRequest request;
  private @Nullable Wire wire;
  private @Nullable Watch watch;
  private @Nullable HttpAnswer answer;
  private boolean cut;

  HttpExchange(HttpProvider provider, UpstreamRequest request) {
    this.provider = provider;
    this.request = request;
  }

  @Override
  public UpstreamAnswer send(Patience patience) {
    byte[] head = head();
    Watch started = new Watch(provider.watchman(), patience, this::cut).start();
    begin(started);
    Wire taken = taken(started);
    if (started.isDue()) {
      throw notInTime();
    }
    HttpAnswer arrived;
    try {
      taken.write(head, request.body().bytes());
      arrived = answer(taken, started);
    } catch (IOException | RuntimeException broken) {
      throw lost(started, broken);
    }
    started.progress();
    synchronized (this) {
      answer = arrived;
    }
    return arrived.status() >= 400 ? provider.mask().masked(arrived) : arrived;
  }

  private synchronized void begin(Watch started) {
    if (watch != null) {
      started.close();
      throw new IllegalStateException("an exchange is sent once");
    }
    watch = started;
  }

  private HttpAnswer answer(Wire taken, Watch started) throws IOException {
    AnswerHead head = AnswerHead.read(taken);
    return new HttpAnswer(head, AnswerBody.of(head, taken), provider.mask(), started);
  }

  private byte[] head() {
    try {
      return RequestHead.of(request, provider.endpoint());
    } catch (IllegalArgumentException notAHeader) {
      throw new UpstreamUnreachable("the request has a header that can't be sent", notAHeader);
    }
  }

  private Wire taken(Watch started) {
    Wire kept = provider.wires().take();
    if (kept != null) {
      board(kept, started);
      return kept;
    }
    try {
      return connected(started);
    } catch (IOException | RuntimeException refused) {
      requireGoing(started);
      throw new UpstreamUnreachable("no connection to " + provider.endpoint().host(), refused);
    }
  }

  /// To the first address that takes it.
  private Wire connected(Watch started) throws IOException {
    IOException last = new UnknownHostException(provider.endpoint().host());
    for (InetAddress address : provider.addresses()) {
      // Boarded first, so that also connecting can be cut.
      Wire fresh = new Wire();
      board(fresh, started);
      try {
        fresh.connect(address, provider.endpoint(), provider.tls());
        return fresh;
      } catch (IOException refused) {
        fresh.close();
        last = refused;
      }
    }
    throw last;
  }

  private synchronized void board(Wire taken, Watch started) {
    wire = taken;
    requireGoing(started);
  }

  private synchronized void requireGoing(Watch started) {
    if (cut) {
      throw started.isDue() ? notInTime() : new UpstreamUnreachable("cut before it was sent");
    }
  }

  private static UpstreamUnreachable notInTime() {
    return new UpstreamUnreachable("there was no connection in time");
  }

  static UpstreamLost lost(Watch watch, Exception broken) {
    return new UpstreamLost(
        watch.ranOut() ? "it was silent, or took, too long" : "the connection broke", broken);
  }

  @Override
  public synchronized void cut() {
    cut = true;
    if (wire != null) {
      wire.close();
    }
  }

  /// From here on nothing can be cut, so that the connection's next exchange is left alone.
  @Override
  public synchronized void close() {
    if (watch != null) {
      watch.close();
    }
    Wire used = wire;
    wire = null;
    if (used == null) {
      cut = true;
    } else if (!cut && answer != null && answer.leavesItsWireFree() && used.isClean()) {
      provider.wires().keep(used);
    } else {
      used.close();
    }
  }
}
