package dev.trafficcontrol.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Reads the program's arguments.
final class CommandLine {
  static final String USAGE =
      """
      usage: [--listen HOST:PORT] [--seed N] [--time-factor N|none] [--key KEY] [--bill FILE]
             [--script FILE] [--prices FILE] [--on-disconnect stop|finish]
      Speaks Anthropic's protocol (/v1/messages) and OpenAI's (/v1/chat/completions, /v1/responses) on
      one port, and keeps one bill of both: /simulator/bill.
        --listen         where to listen; port 0 takes any free one (127.0.0.1:0)
        --seed           the answers follow from it and the requests alone (1)
        --time-factor    N times faster than the real provider; none: no delays (1)
        --key            the API key clients must send (sk-ant-simulated), in either protocol
        --bill           append-only file of the bill; without it the bill ends with the program
        --script         JSON rules for chosen answers, errors, cuts and silence
        --prices         another price table
        --on-disconnect  what a call costs whose client leaves: all of it, or what was written (finish)
      """;

  /// An argument that can't be used; its message is for the user.
  @SuppressWarnings("serial")
  static final class BadArgument extends RuntimeException {
    BadArgument(String message) {
      super(message);
    }
  }

  private CommandLine() {}

  static SimulatorOptions parse(String[] args) {
    SimulatorOptions options = SimulatorOptions.defaults().withTimeFactor(new TimeFactor(1));
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i];
      if (i + 1 == args.length) {
        throw new BadArgument(name + " needs a value");
      }
      try {
        options = with(options, name, args[i + 1]);
      } catch (IllegalArgumentException e) {
        throw new BadArgument(
            "%s %s: %s".formatted(name, args[i + 1], String.valueOf(e.getMessage())));
      } catch (UnknownHostException e) {
        throw new BadArgument("%s %s: no such host".formatted(name, args[i + 1]));
      } catch (IOException e) {
        throw new BadArgument("%s %s can't be read (%s)".formatted(name, args[i + 1], e));
      }
    }
    return options;
  }

  private static SimulatorOptions with(SimulatorOptions options, String name, String value)
      throws IOException {
    return switch (name) {
      case "--listen" -> options.withListen(address(value));
      case "--seed" -> options.withSeed(Long.parseLong(value));
      case "--time-factor" -> options.withTimeFactor(TimeFactor.parse(value));
      case "--key" -> options.withKey(key(value));
      case "--bill" -> options.withBill(Path.of(value));
      case "--script" -> options.withScript(script(value));
      case "--prices" -> options.withPrices(Files.readString(Path.of(value)));
      case "--on-disconnect" -> options.withOnDisconnect(onDisconnect(value));
      default -> throw new IllegalArgumentException("no such option");
    };
  }

  private static String key(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a key is not empty");
    }
    return value;
  }

  private static String script(String file) throws IOException {
    String json = Files.readString(Path.of(file));
    ScriptReader.read(json);
    return json;
  }

  private static OnDisconnect onDisconnect(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "stop" -> OnDisconnect.STOP;
      case "finish" -> OnDisconnect.FINISH;
      default -> throw new IllegalArgumentException("either stop or finish");
    };
  }

  private static InetSocketAddress address(String value) throws UnknownHostException {
    int colon = value.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("HOST:PORT was expected");
    }
    // the first address of a name; a name is for convenience, "localhost" foremost
    InetAddress host = InetAddress.getAllByName(value.substring(0, colon))[0];
    return new InetSocketAddress(host, Integer.parseInt(value.substring(colon + 1)));
  }
}
