package dev.trafficcontrol.app.config;

/// Where a home keeps everything.
public sealed interface DatabaseSettings {

  /// As it is given, with everything in it.
  String text();

  /// A file of its own.
  record Embedded() implements DatabaseSettings {
    @Override
    public String text() {
      return "sqlite";
    }

    @Override
    public String toString() {
      return "sqlite";
    }
  }

  /// A PostgreSQL database, which other homes may share.
  ///
  /// @param url `jdbc:postgresql://host/database`; may hold a password, which [#toString] leaves
  ///   out
  record Server(String url) implements DatabaseSettings {
    @Override
    public String text() {
      return url;
    }

    @Override
    public String toString() {
      return url.replaceFirst("[?].*", "").replaceFirst("//[^/]*@", "//");
    }
  }

  /// @throws IllegalArgumentException saying what may be given
  static DatabaseSettings parse(String text) {
    if (text.equals("sqlite")) {
      return new Embedded();
    }
    if (text.matches("jdbc:postgresql://[^/\\s]+/[^/\\s]+")) {
      return new Server(text);
    }
    throw new IllegalArgumentException(
        "'%s' is no database: sqlite or jdbc:postgresql://HOST/DATABASE is"
            .formatted(text.replaceFirst("[?].*", "")));
  }
}
