package dev.trafficcontrol.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Builds as much of the command line as one set of arguments needs: the command that is named, or
/// everything where none is, so that help and suggestions are whole.
final class CommandTree {

  private final Root root;
  private final List<String> words;

  private CommandTree(Root root, List<String> words) {
    this.root = root;
    this.words = words;
  }

  static CommandLine build(Root root, String... arguments) {
    return new CommandTree(root, words(arguments)).build();
  }

  /// The arguments that may name a command: those before the first that can't.
  private static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < arguments.length && words.size() < 2; i++) {
      if (arguments[i].equals("--home")) {
        i++;
      } else if (!arguments[i].startsWith("-")) {
        words.add(arguments[i]);
      }
    }
    return words;
  }

  private CommandLine build() {
    CommandLine line = new CommandLine(root);
    List<Catalogue> all = Catalogue.all();
    List<Catalogue> named =
        all.stream()
            .filter(entry -> !words.isEmpty() && entry.name().equals(words.getFirst()))
            .toList();
    for (Catalogue entry : named.isEmpty() ? all : named) {
      switch (entry) {
        case Catalogue.Leaf leaf -> line.addSubcommand(leaf.name(), leaf.make().apply(root));
        case Catalogue.Group group -> line.addSubcommand(group.name(), build(group));
      }
    }
    return line;
  }

  private CommandLine build(Catalogue.Group group) {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(new Verbless(group.name())).name(group.name());
    spec.usageMessage().description(group.description());
    CommandLine line = new CommandLine(spec);
    List<Catalogue.Leaf> named =
        group.verbs().stream()
            .filter(verb -> words.size() > 1 && verb.name().equals(words.get(1)))
            .toList();
    for (Catalogue.Leaf verb : named.isEmpty() ? group.verbs() : named) {
      line.addSubcommand(verb.name(), verb.make().apply(root));
    }
    return line;
  }
}
