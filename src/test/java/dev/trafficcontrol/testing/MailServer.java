package dev.trafficcontrol.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes mail on loopback: as much of SMTP (RFC 5321) as a client needs that sends one.
public final class MailServer implements AutoCloseable {

  /// How AUTH PLAIN ends for the one user and password it knows (RFC 4616).
  private static final String TC_AND_XUSH = "\0tc\0xush";

  private final ServerSocket listener;
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  /// What it says to whoever comes, to a recipient, and to a mail.
  private volatile String greeting = "220 stand-in";

  private volatile String recipient = "250 fine";
  private volatile String taken = "250 taken";
  private volatile String offers = "250 SIZE 1000000";

  public MailServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
      say(out, greeting);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.add(line);
        if (!answer(line, in, out)) {
          return;
        }
      }
    } catch (IOException gone) {
      // the client has left
    }
  }

  private boolean answer(String given, BufferedReader in, PrintWriter out) throws IOException {
    String line = given.toUpperCase(Locale.ROOT);
    if (line.startsWith("EHLO")) {
      say(out, "250-stand-in\r\n" + offers);
    } else if (line.startsWith("AUTH")) {
      say(out, login(given, in, out).endsWith(TC_AND_XUSH) ? "235 fine" : "535 no");
    } else if (line.startsWith("RCPT")) {
      say(out, recipient);
    } else if (line.equals("DATA")) {
      say(out, "354 go on");
      mails.add(mail(in));
      say(out, taken);
    } else if (line.equals("QUIT")) {
      say(out, "221 bye");
      return false;
    } else {
      say(out, "250 fine");
    }
    return true;
  }

  /// With the command, or in a line of its own after it.
  private static String login(String line, BufferedReader in, PrintWriter out) throws IOException {
    String[] words = line.split(" ");
    String secret = words.length > 2 ? words[2] : asked(in, out);
    return new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
  }

  private static String asked(BufferedReader in, PrintWriter out) throws IOException {
    say(out, "334 ");
    String next = in.readLine();
    return next == null ? "" : next;
  }

  private static String mail(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      mail.append(line).append('\n');
    }
    return mail.toString();
  }

  private static void say(PrintWriter out, String text) {
    out.print(text + "\r\n");
    out.flush();
  }

  public int port() {
    return listener.getLocalPort();
  }

  public MailServer greets(String line) {
    greeting = line;
    return this;
  }

  public MailServer answersRecipients(String line) {
    recipient = line;
    return this;
  }

  public MailServer answersMail(String line) {
    taken = line;
    return this;
  }

  /// The last line of what it says it can do.
  public MailServer offers(String line) {
    offers = line;
    return this;
  }

  public List<String> mails() {
    return List.copyOf(mails);
  }

  public List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
