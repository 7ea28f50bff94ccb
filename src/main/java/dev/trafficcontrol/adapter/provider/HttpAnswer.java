package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.Header;
import dev.trafficcontrol.gateway.Headers;
import dev.trafficcontrol.gateway.UpstreamAnswer;
import java.io.IOException;

/// An answer as it arrives on the wire.
final class HttpAnswer implements UpstreamAnswer {

  private final AnswerHead head;
  private final AnswerBody body;
  private final KeyMask mask;
  private final Watch watch;

  HttpAnswer(AnswerHead head, AnswerBody body, KeyMask mask, Watch watch) {
    this.head = head;
    this.body = body;
    this.mask = mask;
    this.watch = watch;
  }

  @Override
  public int status() {
    return head.status();
  }

  @Override
  public Headers headers() {
    return new Headers(
        head.headers().fields().stream()
            .map(field -> new Header(field.name(), mask.masked(field.value())))
            .toList());
  }

  @Override
  public int read(byte[] into) {
    try {
      int length = body.read(into);
      watch.progress();
      return length;
    } catch (IOException | RuntimeException broken) {
      throw HttpExchange.lost(watch, broken);
    }
  }

  /// Whether its connection may serve the next exchange.
  boolean leavesItsWireFree() {
    return body.isOver() && head.isKept();
  }
}
