package dev.trafficcontrol.pricing;

/// What changes the price of a hop besides its model and its tokens.
public record Modifiers(Geo geo, Speed speed) {

  /// Standard speed, wherever the provider likes.
  public static final Modifiers NONE = new Modifiers(Geo.GLOBAL, Speed.STANDARD);

  /// Standard speed, and nobody said where.
  public static final Modifiers UNSTATED = new Modifiers(Geo.UNSTATED, Speed.STANDARD);
}
