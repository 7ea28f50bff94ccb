package dev.trafficcontrol.gateway;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A client's request as it arrived, before anything was read into it.
public interface InboundCall {

  String method();

  /// The request target's path as sent: not decoded, not normalised. A target in another form than
  /// `/path` is given as it came.
  String rawPath();

  /// What follows the first `?`, as sent, or null without one.
  @Nullable String rawQuery();

  Headers headers();

  /// Reads the whole body, once. Throws [BodyTooLarge] as soon as it is known to be longer than
  /// `limit` bytes, and [ClientGone] where the client left before its end, or took too long.
  ///
  /// @param arrived is told of so many more bytes before they are kept, and may throw
  Body body(int limit, IntConsumer arrived);
}
