package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the owner of a damaged book can still do, at the command line.
class DamagedBookTest {

  @TempDir private Path folder;
  private Shell shell;
  private Path exported;

  @BeforeEach
  void makeHome() throws IOException {
    shell = new Shell(Files.createDirectory(folder.resolve("home")));
    exported = folder.resolve("book.ndjson");
    shell.facts("init");
    for (String name : List.of("first", "second", "third")) {
      shell.facts("key", "create", "--name", name, "--limit", "1.00");
    }
  }

  @Test
  void a_damaged_book_starts_nothing_says_how_far_it_is_sound_and_is_left_as_it_is()
      throws Exception {
    byte[] damaged = flipIn("third");

    Shell.Result status = shell.run("status");
    Shell.Result verify = shell.run("ledger", "verify");
    Shell.Result export = shell.run("ledger", "export", exported.toString());

    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.err()).contains("can't be trusted", "ledger verify says up to where");
    assertThat(verify.exit()).isEqualTo(1);
    assertThat(verify.out()).contains("hash differs", "It is sound up to batch ", "ledger export");
    assertThat(export.exit()).isEqualTo(1);
    assertThat(export.out()).contains("It is sound up to batch ");
    assertThat(Files.readString(exported))
        .contains("\"first\"", "\"second\"")
        .doesNotContain("thir");
    assertThatTheChainHolds();
    assertThat(shell.home().database()).hasBinaryContent(damaged);
  }

  @Test
  void a_file_that_was_cut_off_still_gives_what_is_left_of_the_book() throws Exception {
    byte[] whole = Files.readAllBytes(shell.home().database());
    Files.write(shell.home().database(), java.util.Arrays.copyOf(whole, whole.length - 4_096));

    assertThat(shell.run("status").err()).contains("is damaged (cut off at");
    Shell.Result verify = shell.run("ledger", "verify");
    shell.run("ledger", "export", exported.toString());

    assertThat(verify.out() + verify.err()).contains("The book is ");
    assertThatTheChainHolds();
  }

  @Test
  void an_export_has_every_event_and_whoever_reads_it_can_prove_the_chain() throws Exception {
    Shell.Result done = shell.run("ledger", "export", exported.toString());

    assertThat(done.exit()).isZero();
    Facts proof = shell.facts("ledger", "verify");
    assertThat(Files.readAllLines(exported)).hasSize((int) proof.number("events"));
    assertThat(assertThatTheChainHolds()).isEqualTo(proof.text("head"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(exported)))
        .isEqualTo("rw-------");
    assertThat(shell.run("ledger", "export", exported.toString()).err()).contains("already");
  }

  /// Changes one letter of a text that is in the book.
  private byte[] flipIn(String text) throws IOException {
    byte[] bytes = Files.readAllBytes(shell.home().database());
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = latin.indexOf("\"name\":\"" + text);
    assertThat(at).as("the book names " + text).isPositive();
    bytes[at + 9] ^= 1;
    Files.write(shell.home().database(), bytes);
    return bytes;
  }

  /// As `docs/LEDGER.md` says, from the lines alone. Returns the last hash.
  private String assertThatTheChainHolds() throws Exception {
    String last = "0".repeat(64);
    String claimed = last;
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    long batch = 0;
    for (String line : Files.readAllLines(exported)) {
      Facts event = Json.read(line);
      if (event.number("batch") != batch) {
        last = batch == 0 ? last : HexFormat.of().formatHex(sha256.digest());
        assertThat(last).as("hash of batch %d", batch).isEqualTo(claimed);
        batch = event.number("batch");
        claimed = event.text("hash");
        assertThat(event.text("previous")).isEqualTo(last);
        Instant at = Instant.parse(event.text("at"));
        sha256.update(HexFormat.of().parseHex(last));
        sha256.update(
            ByteBuffer.allocate(32)
                .putLong(batch)
                .putLong(event.number("number"))
                .putLong(at.getEpochSecond())
                .putLong(at.getNano())
                .flip());
      }
      byte[] json =
          line.substring(line.indexOf("\"event\":") + 8, line.length() - 1)
              .getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(4).putInt(json.length).flip());
      sha256.update(json);
    }
    last = batch == 0 ? last : HexFormat.of().formatHex(sha256.digest());
    assertThat(last).isEqualTo(claimed);
    return last;
  }
}
