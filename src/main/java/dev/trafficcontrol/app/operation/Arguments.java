package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/// What came with a request, read strictly.
///
/// @param by the operating system's name of the user who asks
public record Arguments(String verb, String by, Facts given) {

  /// Refuses arguments that the verb does not know: one that is misspelt would be one that is
  /// ignored.
  Arguments knowing(Set<String> names) {
    Set<String> unknown = new TreeSet<>(given.values().keySet());
    unknown.removeAll(names);
    if (!unknown.isEmpty()) {
      throw bad("It does not know: " + String.join(", ", unknown) + ".");
    }
    return this;
  }

  public String text(String name) {
    return given.maybe(name).orElseThrow(() -> bad("It needs '" + name + "'."));
  }

  public Optional<String> maybe(String name) {
    return given.maybe(name);
  }

  public List<String> texts(String name) {
    return given.texts(name);
  }

  public boolean flag(String name) {
    return given.truth(name);
  }

  /// A whole number within bounds.
  public int number(String name, int byDefault, int least, int most) {
    return maybe(name)
        .map(text -> {
          if (!text.matches("[0-9]{1,9}")
              || Integer.parseInt(text) < least
              || Integer.parseInt(text) > most) {
            throw bad(
                name
                    + ": '"
                    + text
                    + "' is not a whole number from "
                    + least
                    + " to "
                    + most
                    + ".");
          }
          return Integer.parseInt(text);
        })
        .orElse(byDefault);
  }

  public <T> T read(String name, Function<String, T> parse) {
    String text = text(name);
    return checked(() -> parse.apply(text));
  }

  public <T> Optional<T> maybe(String name, Function<String, T> parse) {
    return maybe(name).map(text -> checked(() -> parse.apply(text)));
  }

  /// Makes a value of checked parts; what its type refuses is the request's fault.
  public <T> T checked(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException | java.time.DateTimeException refused) {
      throw new CommandFailed(badness(String.valueOf(refused.getMessage())), refused);
    }
  }

  /// A refusal of what was asked, by its arguments.
  public CommandFailed bad(String why) {
    return new CommandFailed(badness(why));
  }

  private Fault badness(String why) {
    return Fault.usage("'" + verb + "' was not done", why, "trafficctl " + verb + " --help");
  }

  /// A refusal for a reason that is not in the arguments.
  public CommandFailed failed(String why, String fix) {
    return new CommandFailed(Fault.failed("'" + verb + "' was not done", why, fix));
  }
}
