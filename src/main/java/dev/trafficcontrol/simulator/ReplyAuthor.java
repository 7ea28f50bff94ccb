package dev.trafficcontrol.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Decides what is answered: a pure function of the seed, the request's content and the script.
final class ReplyAuthor {
  /// Answers are log-normal in length, as those of coding agents are: half are below this.
  private static final double MEDIAN_TOKENS = 320;

  private static final double SIGMA = 0.9;

  /// What is said before a tool is called is short.
  private static final double MEDIAN_BEFORE_TOOL = 40;

  private static final double MEDIAN_OF_THOUGHT = 120;

  private final long seed;

  ReplyAuthor(long seed) {
    this.seed = seed;
  }

  Reply write(Conversation conversation, List<Step> script) {
    Draft draft = new Draft(conversation, random(conversation));
    if (!script.isEmpty()) {
      return scripted(draft, script);
    }
    List<Directive> orders = Directive.in(conversation.texts());
    // side calls, such as for a title, quote the task and offer no tools
    if (!orders.isEmpty() && !conversation.tools().isEmpty()) {
      return ordered(draft, conversation, orders);
    }
    switch (conversation.form().thinking()) {
      case SOME -> draft.think(drawn(draft.random(), MEDIAN_OF_THOUGHT));
      case NONE -> {}
    }
    draft.sayTokens(drawn(draft.random(), MEDIAN_TOKENS));
    return draft.finish();
  }

  private static Reply scripted(Draft draft, List<Step> script) {
    OptionalLong output = OptionalLong.empty();
    boolean speaks = false;
    for (Step step : script) {
      switch (step) {
        case Step.Say say -> draft.say(say.text());
        case Step.SayTokens say -> draft.sayTokens(say.tokens());
        case Step.UseTool use -> draft.useTool(use.name(), use.input());
        case Step.Think think -> draft.think(think.tokens());
        case Step.ServeIn serve -> draft.serveIn(serve.tier());
        case Step.StopWith stop -> draft.stopWith(stop.reason());
        case Step.Figures figures -> {
          draft.figures(figures);
          output = figures.output();
        }
        case Step.Interruption interruption -> draft.interrupt(interruption);
      }
      speaks |=
          step instanceof Step.Say
              || step instanceof Step.SayTokens
              || step instanceof Step.UseTool;
    }
    if (!speaks) {
      draft.sayTokens(
          output.isPresent()
              ? Math.max(1, output.getAsLong() - PromptReader.MESSAGE_TOKENS)
              : drawn(draft.random(), MEDIAN_TOKENS));
    }
    return draft.finish();
  }

  private static Reply ordered(Draft draft, Conversation conversation, List<Directive> orders) {
    List<Directive> turns = new ArrayList<>();
    long tokens = 0;
    String lastWords = "";
    for (Directive order : orders) {
      switch (order) {
        case Directive.UseTool _, Directive.Unreadable _ -> turns.add(order);
        case Directive.Tokens each -> tokens = each.each();
        case Directive.Say say -> lastWords = say.text();
        case Directive.ServeIn serve -> draft.serveIn(serve.tier());
        case Directive.Think think -> draft.think(think.tokens());
      }
    }
    int turn = conversation.toolResults();
    if (turn >= turns.size()) {
      finalTurn(draft, tokens, lastWords);
    } else {
      switch (turns.get(turn)) {
        case Directive.UseTool use -> toolTurn(draft, conversation, use, tokens);
        case Directive.Unreadable order -> draft.say(order.why());
        case Directive.Tokens _, Directive.Say _, Directive.ServeIn _, Directive.Think _ ->
            throw new IllegalStateException();
      }
    }
    return draft.finish();
  }

  private static void finalTurn(Draft draft, long tokens, String lastWords) {
    if (!lastWords.isEmpty()) {
      draft.say(lastWords);
    }
    long left = tokens - Tokenizer.count(lastWords) - PromptReader.MESSAGE_TOKENS;
    if (tokens > 0 && left > 0) {
      draft.sayTokens(left);
    } else if (lastWords.isEmpty()) {
      draft.sayTokens(drawn(draft.random(), MEDIAN_TOKENS));
    }
  }

  private static void toolTurn(
      Draft draft, Conversation conversation, Directive.UseTool use, long tokens) {
    String tool =
        conversation.tools().stream()
            .filter(name -> name.equalsIgnoreCase(use.name()))
            .findFirst()
            .orElse("");
    if (tool.isEmpty()) {
      draft.say("No tool named " + use.name() + " was offered.");
      return;
    }
    long call = BlockTokens.toolUse(tool, use.input()) + PromptReader.MESSAGE_TOKENS;
    long before = tokens > 0 ? tokens - call : drawn(draft.random(), MEDIAN_BEFORE_TOOL);
    if (before > 0) {
      draft.sayTokens(before);
    }
    draft.useTool(tool, use.input());
  }

  private static long drawn(RandomGenerator random, double median) {
    return Math.max(1, Math.round(median * Math.exp(SIGMA * random.nextGaussian())));
  }

  private RandomGenerator random(Conversation conversation) {
    String content = conversation.prompt().hash() + conversation.model() + conversation.maxTokens();
    byte[] hash = Prompt.sha256().digest(content.getBytes(StandardCharsets.UTF_8));
    return new SplittableRandom(seed ^ ByteBuffer.wrap(hash).getLong());
  }
}
