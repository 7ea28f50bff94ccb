package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Speed;

/// The tier that a request in OpenAI's protocol asks for.
final class ServiceTier {

  private ServiceTier() {}

  /// `auto`, and saying nothing, leave it to a setting of the account, which may be any.
  static Speed asked(JsonWalk value) {
    if (value.isNull()) {
      return Speed.UNSTATED;
    }
    return switch (value.text()) {
      case "auto" -> Speed.UNSTATED;
      case "default" -> Speed.STANDARD;
      case "flex" -> Speed.FLEX;
      case "priority" -> Speed.PRIORITY;
      default -> throw value.wrong("has no known price");
    };
  }
}
