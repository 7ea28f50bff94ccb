package dev.trafficcontrol.alert.offer;

/// Who pressed a button, as the service says that passes it on.
///
/// @param service such as `slack`
/// @param id what the service knows them by, for good
/// @param name what they call themselves; may be empty, and is nobody's proof
public record Presser(String service, String id, String name) {

  private static final int LONGEST_NAME = 40;

  public Presser {
    String plain = name.replaceAll("[^\\p{L}\\p{N} ._-]", "").strip();
    name = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
  }

  /// As it stands in the book: `slack:U123 (anna)`.
  public String actor() {
    return service + ":" + id + (name.isEmpty() ? "" : " (" + name + ")");
  }
}
