package dev.trafficcontrol.app.config;

import dev.trafficcontrol.adapter.webhook.slack.SlackApi;
import dev.trafficcontrol.alert.offer.RaiseTerms;
import dev.trafficcontrol.alert.offer.RaiseTerms.Step;
import dev.trafficcontrol.app.config.References.Found;
import dev.trafficcontrol.app.config.TargetSettings.Means;
import dev.trafficcontrol.app.config.TargetSettings.Raises;
import dev.trafficcontrol.app.config.TargetSettings.Tokens;
import dev.trafficcontrol.money.Money;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads a target that is a Slack app with buttons.
final class SlackAppReader {

  private static final Duration LONGEST_RAISE = Duration.ofDays(7);

  private final Settings settings;
  private final References references;

  SlackAppReader(Settings settings, References references) {
    this.settings = settings;
    this.references = references;
  }

  /// @param unset gets the variables whose absence switches it off
  Optional<Means> read(String path, List<String> unset) {
    Optional<Secret> app = token(path + ".app-token", "xapp-", "the app-level token", unset);
    Optional<Secret> bot = token(path + ".bot-token", "xoxb-", "the bot's token", unset);
    Optional<String> channel = settings.maybe(path + ".channel", SlackAppReader::channel);
    require(path + ".channel", "the channel's id, such as C0123ABCD");
    List<String> allow = settings.list(path + ".allow", SlackAppReader::user);
    if (settings.texts(path + ".allow").isEmpty()) {
      settings.fault(
          path + ".kind",
          path + ".allow: say whose presses count, as a list of ids: allow: [U0123ABCD]");
    }
    Raises raises = raises(path);
    URI api = settings.value(path + ".api-url", SlackAppReader::api, SlackApi.USUAL);
    return app.isPresent() && bot.isPresent() && channel.isPresent()
        ? Optional.of(
            new Means.SlackApp(
                new Tokens(app.get(), bot.get()), channel.get(), List.copyOf(allow), raises, api))
        : Optional.empty();
  }

  private Raises raises(String path) {
    Optional<Step> step = settings.maybe(path + ".raise-by", SlackAppReader::step);
    Money most = settings.value(path + ".raise-most", SlackAppReader::some, RaiseTerms.USUAL_MOST);
    Duration lasting =
        settings.value(path + ".raise-for", SlackAppReader::length, RaiseTerms.USUAL_LASTING);
    return new Raises(
        new RaiseTerms(step.orElse(RaiseTerms.USUAL_STEP), most, lasting), step.isPresent());
  }

  /// Never says what it is; that it is the other one, it does.
  private Optional<Secret> token(String setting, String start, String what, List<String> unset) {
    Found found = references.secret(setting);
    if (!found.unset().isEmpty()) {
      unset.add(found.unset());
    }
    require(setting, what + ", as ${VARIABLE}");
    if (found.text().isPresent() && !found.text().get().matches(start + "[A-Za-z0-9-]{4,500}")) {
      settings.fault(setting, setting + ": that is not " + what + ", which begins with " + start);
      return Optional.empty();
    }
    return found.text().map(Secret::new);
  }

  private void require(String setting, String what) {
    if (settings.maybe(setting, Function.identity()).isEmpty()) {
      settings.fault(setting, setting + ": say " + what);
    }
  }

  private static String channel(String text) {
    if (!text.matches("[CGD][A-Z0-9]{2,30}")) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not the id of a channel, such as C0123ABCD: it stands at the end of its"
              + " details in Slack");
    }
    return text;
  }

  private static String user(String text) {
    if (!text.matches("[UW][A-Z0-9]{2,30}")) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not the id of a person, such as U0123ABCD: their profile in Slack has it"
              + " under Copy member ID");
    }
    return text;
  }

  private static Step step(String text) {
    return text.matches("[0-9]{1,3}%")
        ? new Step.Percent(Integer.parseInt(text.substring(0, text.length() - 1)))
        : new Step.Amount(some(text));
  }

  private static Money some(String text) {
    Money amount = Money.ofUsd(text);
    if (amount.isZero()) {
      throw new IllegalArgumentException("'" + text + "' is nothing to raise a limit by");
    }
    return amount;
  }

  private static Duration length(String text) {
    Duration length =
        text.matches("[0-9]{1,4}[mhd]")
            ? Duration.parse(text.endsWith("d") ? "P" + text : "PT" + text)
            : Duration.ZERO;
    if (length.isZero() || length.compareTo(LONGEST_RAISE) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a length of time up to a week, such as 45m, 2h or 7d");
    }
    return length;
  }

  private static URI api(String text) {
    return TargetReader.address(text.endsWith("/") ? text : text + "/");
  }
}
