package dev.trafficcontrol.app.prices;

import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.pricing.Fingerprint;
import dev.trafficcontrol.pricing.InvalidPriceBook;
import dev.trafficcontrol.pricing.PriceBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The price book of a home: `prices.json` in it, where there is one, else the shipped one.
///
/// Whoever writes is the home's daemon or holds its lock. A process that dies leaves the old book
/// or the new one, and at most a `.part` beside it, which the next writer overwrites.
public record HomePrices(Home home) {

  private static final Pattern MODEL = Pattern.compile("^price book ([^ :]+)");

  public Path file() {
    return home.prices();
  }

  /// Throws [CommandFailed] for a book that can't be used: prices that a person put there must not
  /// be passed over in silence.
  public PricesInUse read() {
    if (!isThere()) {
      return new PricesInUse(ShippedPrices.read(), PricesInUse.SHIPPED);
    }
    String json = text();
    try {
      return new PricesInUse(PriceBook.parse(json), file().toString());
    } catch (InvalidPriceBook invalid) {
      List<String> faults = invalid.faults().stream().map(fault -> placed(fault, json)).toList();
      throw new CommandFailed(unusable(String.join("\n", faults)), invalid);
    }
  }

  private String text() {
    try {
      return Files.readString(file());
    } catch (IOException unreadable) {
      throw new CommandFailed(unusable("It can't be read: " + unreadable + "."), unreadable);
    }
  }

  private Fault unusable(String why) {
    return Fault.failed(
        "The price book " + file() + " can't be used, so nothing was started",
        why,
        "Mend these, or go back to the shipped book: trafficctl prices update --shipped");
  }

  /// With the line where the model begins, if the fault is about one.
  private static String placed(String fault, String json) {
    Matcher model = MODEL.matcher(fault);
    if (!model.find()) {
      return fault;
    }
    Matcher place =
        Pattern.compile("\"model\"\\s*:\\s*\"" + Pattern.quote(model.group(1)) + "\"")
            .matcher(json);
    return place.find()
        ? "line %d: %s".formatted(json.substring(0, place.start()).lines().count(), fault)
        : fault;
  }

  public boolean isThere() {
    return Files.exists(file());
  }

  /// Tells whether the file is another than before; also of one that is damaged.
  public String print() {
    try {
      return isThere() ? Fingerprint.of(Files.readAllBytes(file())).toString() : "none";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Puts a book in the place of the one that is there.
  public void write(String json) {
    Path part = file().resolveSibling(file().getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              Set.of(
                  StandardOpenOption.WRITE,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Goes back to the shipped book.
  public void remove() {
    try {
      Files.deleteIfExists(file());
      syncFolder();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void syncFolder() throws IOException {
    try (FileChannel folder = FileChannel.open(home.directory(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
