package dev.trafficcontrol.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Events that became durable together, at one time, chained to the batch before by its hash.
///
/// @param number 1 for the first batch of a book, without gaps
/// @param firstEvent the number of its first entry: 1 for the first event of a book, without gaps
/// @param hash SHA-256 over the previous hash, number, first event, time, and every entry with its
///   length
public record Batch(
    long number,
    long firstEvent,
    Instant at,
    List<Entry> entries,
    String previousHash,
    String hash) {

  /// Between two entries of a [#body]. JSON has no line break within a text, so none is mistaken.
  private static final String SEPARATOR = ",\n";

  /// One event as it is stored.
  ///
  /// @param json the event; these very bytes are what the hash covers
  public record Entry(String json) {

    /// The event's name; empty for text that is no event.
    public String kind() {
      return EventCodec.kind(json);
    }

    /// Throws [BrokenInvariant] for text that is no event of this version.
    public LedgerEvent event() {
      return EventCodec.read(this);
    }
  }

  public Batch {
    entries = List.copyOf(entries);
  }

  /// The batch that follows `head`.
  static Batch after(Head head, Instant at, List<Entry> entries) {
    long number = head.number() + 1;
    long firstEvent = head.events() + 1;
    return new Batch(
        number,
        firstEvent,
        at,
        entries,
        head.hash(),
        hash(head.hash(), number, firstEvent, at, entries));
  }

  /// A batch as a store has it; whether it is intact, who reads it checks.
  ///
  /// @param body as of [#body]; anything else makes a batch that is not intact
  public static Batch stored(
      long number, long firstEvent, Instant at, String body, String previousHash, String hash) {
    if (body.length() < 2 || body.charAt(0) != '[' || body.charAt(body.length() - 1) != ']') {
      return new Batch(number, firstEvent, at, List.of(new Entry(body)), previousHash, hash);
    }
    List<Entry> entries = new ArrayList<>();
    for (int from = 1; from < body.length() - 1; ) {
      int next = body.indexOf(SEPARATOR, from);
      int to = next < 0 ? body.length() - 1 : next;
      entries.add(new Entry(body.substring(from, to)));
      from = to + SEPARATOR.length();
    }
    return new Batch(number, firstEvent, at, entries, previousHash, hash);
  }

  /// All entries as one JSON array: how a store keeps them, in one row.
  public String body() {
    StringBuilder body = new StringBuilder().append('[');
    for (Entry entry : entries) {
      if (body.length() > 1) {
        body.append(SEPARATOR);
      }
      body.append(entry.json());
    }
    return body.append(']').toString();
  }

  /// The head of a book that ends with this batch.
  public Head head() {
    return new Head(number, hash, firstEvent + entries.size() - 1);
  }

  /// Whether the hash is what the content says.
  boolean isIntact() {
    return hash.equals(hash(previousHash, number, firstEvent, at, entries));
  }

  /// Throws [BrokenInvariant] where it is not the next link of the chain.
  void requireAfter(Head head) {
    if (!follows(head)) {
      throw new BrokenInvariant(
          "the book's batch %d does not follow batch %d".formatted(number, head.number()));
    }
    if (!isIntact()) {
      throw new BrokenInvariant(
          "the book's batch %d is not what was written: its hash differs".formatted(number));
    }
  }

  boolean follows(Head head) {
    return number == head.number() + 1
        && firstEvent == head.events() + 1
        && previousHash.equals(head.hash());
  }

  private static String hash(
      String previousHash, long number, long firstEvent, Instant at, List<Entry> entries) {
    MessageDigest sha256 = sha256();
    sha256.update(HexFormat.of().parseHex(previousHash));
    sha256.update(
        ByteBuffer.allocate(4 * Long.BYTES)
            .putLong(number)
            .putLong(firstEvent)
            .putLong(at.getEpochSecond())
            .putLong(at.getNano())
            .flip());
    for (Entry entry : entries) {
      byte[] json = entry.json().getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(json.length).flip());
      sha256.update(json);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
