package dev.trafficcontrol.pricing;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Models that are known and yet have no price, each with the reason.
///
/// What they cost can't be told from the tokens that a price book knows, or nobody says what they
/// cost. A book that does have a price for one of them comes first ([PriceBook#whyNot]).
final class UnpricedModels {

  private record Known(Pattern names, String reason) {}

  private static final String OWN = "; where an endpoint of yours serves it, give it a price";

  private static final List<Known> KNOWN =
      List.of(
          known("(ft:.+|.+\\.ft-.*)", "fine-tuned models have prices of their own" + OWN),
          known(".*(realtime|audio|transcribe|whisper|tts).*", "audio is not priced by this book"),
          known(".*(image|dall-e|sora).*", "images and video are not priced by this book"),
          known("(.*embedding.*|.*moderation.*)", "it is no model that answers with text"),
          known(
              ".*(deep-research|search-preview|search-api).*",
              "it searches by itself, at a fee and over loops that nothing bounds"),
          known("computer-use.*", "it is served for its own tool only, whose loops nothing bounds"),
          known(
              "(text-)?(ada|babbage|curie|davinci)(-.*)?|gpt-3\\.5-turbo-instruct.*",
              "neither chat completions nor responses serve it"),
          known("gpt-oss.*", "its weights are open, and OpenAI's API does not serve it" + OWN),
          known("gpt-.*:extended", "it is another seller's name, not one of OpenAI's API" + OWN),
          known(
              "claude-(v?[12].*|instant.*|3[-.].*|(sonnet|haiku|opus)-3.*)",
              "Anthropic's API no longer serves it" + OWN));

  private UnpricedModels() {}

  private static Known known(String names, String reason) {
    return new Known(Pattern.compile(names), reason);
  }

  static Optional<String> why(String model) {
    return KNOWN.stream()
        .filter(known -> known.names().matcher(model).matches())
        .map(Known::reason)
        .findFirst();
  }
}
