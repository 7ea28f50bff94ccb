package dev.trafficcontrol.gateway;

import dev.trafficcontrol.ledger.HoldRequest;
import java.time.Duration;

/// The numbers of the gateway.
///
/// @param maxBodyBytes the longest body that is read; the provider's own limit is 32 MB
/// @param maxBodiesBytes all bodies kept in memory at once, waiting ones above all
/// @param maxReadingBytes all bodies read at once, which takes seven times as much memory
/// @param maxDrains answers read on after their client left
/// @param holdPatience how long a call waits for room that other calls hold
/// @param holdLifetime from the hold to its deadline, at which the call is cut
/// @param upstream limits of one exchange with the provider, which also ends before its hold does
/// @param rememberedPrompts conversations whose next turn is bounded tightly
public record GatewaySettings(
    int maxBodyBytes,
    long maxBodiesBytes,
    int maxReadingBytes,
    int maxDrains,
    Duration holdPatience,
    Duration holdLifetime,
    UpstreamCall.Patience upstream,
    int rememberedPrompts) {

  private static final int MIB = 1024 * 1024;

  /// So that a call is cut, and settled, before its hold expires.
  static final Duration MARGIN = Duration.ofSeconds(5);

  public static final GatewaySettings DEFAULT =
      new GatewaySettings(
          32 * MIB,
          256L * MIB,
          64 * MIB,
          64,
          HoldRequest.LONGEST_PATIENCE,
          HoldRequest.LONGEST_LIFETIME,
          new UpstreamCall.Patience(
              Duration.ofMinutes(10),
              Duration.ofMinutes(5),
              HoldRequest.LONGEST_LIFETIME.minus(MARGIN)),
          10_000);

  public GatewaySettings {
    if (maxBodiesBytes < maxBodyBytes) {
      throw new IllegalArgumentException("the bodies in memory must have room for one body");
    }
    if (upstream.whole().compareTo(holdLifetime) >= 0) {
      throw new IllegalArgumentException("a call must be cut before its hold expires");
    }
  }
}
