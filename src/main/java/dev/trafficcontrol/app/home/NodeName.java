package dev.trafficcontrol.app.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;

/// What a home is called among those that share a database: what it held and ran is found by it
/// after a restart, so it is made once and stays.
public final class NodeName {

  public static final int RANDOM_BYTES = 5;

  private static final String FORM = "[a-z0-9][a-z0-9-]{0,62}";

  private NodeName() {}

  /// The home's name, made now where it has none. Whoever asks holds the home's lock.
  public static String of(Home home, byte[] randomness) {
    try {
      if (!Files.exists(home.node())) {
        Path draft = Files.createTempFile(home.directory(), "node", ".part");
        Files.writeString(draft, "node-" + HexFormat.of().formatHex(randomness) + "\n");
        Files.move(draft, home.node(), StandardCopyOption.ATOMIC_MOVE);
      }
      String name = Files.readString(home.node(), StandardCharsets.UTF_8).strip();
      if (!name.matches(FORM)) {
        throw new IOException("'" + name + "' is no name of a node: letters, digits and hyphens");
      }
      return name;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
