package dev.trafficcontrol.adapter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.ledger.ArchiveFile;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BookContract;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.UnfitArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file alone: whole, or not taken for an archive.
class GzipArchiveTest {

  private static final Batch FIRST =
      BookContract.next(Head.EMPTY, "one", "two, \"quoted\" 🚦 \u2028 \u0085 \n end}");
  private static final Batch SECOND = BookContract.next(FIRST.head(), "three");

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void write() {
    path = folder.resolve("a.gz");
    archive("D1")
        .write(
            new ArchiveFile.Part(Head.EMPTY, SECOND.head()),
            to -> Stream.of(FIRST, SECOND).forEach(to));
  }

  private GzipArchive archive(String database) {
    return new GzipArchive(path, Optional.of(database));
  }

  private List<Batch> read() {
    List<Batch> batches = new ArrayList<>();
    archive("D1").read(batches::add);
    return batches;
  }

  private void rewrite(UnaryOperator<String> change) throws IOException {
    String text;
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(path)))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(change.apply(text).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(path, bytes.toByteArray());
  }

  private void assertUnfit(String why) {
    assertThatThrownBy(this::read)
        .isInstanceOf(UnfitArchive.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining(why);
  }

  @Test
  void what_was_written_is_read_byte_for_byte_packed_or_not() throws IOException {
    assertThat(read()).containsExactly(FIRST, SECOND);
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      byte[] text = in.readAllBytes();
      Files.write(path, text);
    }
    assertThat(Files.readString(path)).startsWith("{\"archive\":\"trafficcontrol-ledger\"");
    assertThat(read()).containsExactly(FIRST, SECOND);
  }

  @Test
  void a_file_that_is_there_is_not_written_over_and_one_that_fails_leaves_nothing()
      throws IOException {
    ArchiveFile.Part part = new ArchiveFile.Part(Head.EMPTY, FIRST.head());
    assertThatThrownBy(() -> archive("D1").write(part, to -> to.accept(FIRST)))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(read()).containsExactly(FIRST, SECOND);
    GzipArchive other = new GzipArchive(folder.resolve("b.gz"), Optional.of("D1"));
    assertThatThrownBy(() ->
            other.write(
                part,
                to -> {
                  to.accept(FIRST);
                  throw new IllegalStateException("planted");
                }))
        .hasMessage("planted");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(path);
    }
  }

  @Test
  void a_file_that_was_cut_or_damaged_says_so_and_where() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(whole, whole.length - 20));
    assertUnfit("is cut off");
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x10;
    Files.write(path, flipped);
    assertThatThrownBy(this::read).isInstanceOf(UnfitArchive.class);
    Files.write(path, whole);
    rewrite(text -> text.replace("{\"archive\":\"end\"}\n", ""));
    assertUnfit("is cut off after line 4");
    Files.write(path, whole);
    rewrite(text -> text.replaceAll("(?m)^\\{\"batch\":2.*\n", ""));
    assertUnfit("says that it ends with batch 2, and ends with batch 1");
    Files.write(path, whole);
    rewrite(text -> text.replace("\"number\":2", "\"number\":7"));
    assertUnfit("line 3 does not go on with batch 1");
    Files.write(path, whole);
    rewrite(text -> text.replace("\"at\":\"2026", "\"at\":\"never"));
    assertUnfit("line 2 has no readable time");
  }

  @Test
  void what_is_no_archive_or_another_books_is_named_as_that() throws IOException {
    assertThatThrownBy(() -> archive("D2").part())
        .isInstanceOf(UnfitArchive.class)
        .hasMessageContaining("belongs to another book (of database D1; this one is D2)");
    assertThat(new GzipArchive(path, Optional.empty()).part().last()).isEqualTo(SECOND.head());
    rewrite(text -> text.replace("\"format\":1", "\"format\":2"));
    assertUnfit("made by another version");
    Files.writeString(path, "hello\n");
    assertUnfit("is no archive of a book");
    Files.writeString(path, "");
    assertUnfit("is no archive of a book");
    Files.delete(path);
    assertThatThrownBy(this::read).isInstanceOf(UncheckedIOException.class);
  }
}
