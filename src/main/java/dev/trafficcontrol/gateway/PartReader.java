package dev.trafficcontrol.gateway;

import java.util.Set;

/// Reads content in OpenAI's protocol into a draft: texts, images and files. What it does not know,
/// and what lies outside the body, counts as a whole context window.
final class PartReader {

  /// Their tokens all come from what the body holds.
  private static final Set<String> TEXTS =
      Set.of("text", "input_text", "output_text", "refusal", "summary_text", "reasoning_text");

  private static final Set<String> IMAGES = Set.of("image_url", "input_image");

  /// An image that travels in the body, not behind an address.
  private static final String INLINE = "data:";

  private Recount recount = Recount.SAME;

  /// Of all that was read so far.
  Recount recount() {
    return recount;
  }

  /// Something in the prompt is known to the provider alone.
  void unknown(ElementDraft into) {
    into.bound().unknownSize();
    mayGrow();
  }

  /// The same prompt may count more another time.
  void mayGrow() {
    recount = Recount.MAY_GROW;
  }

  /// A string, or several parts; null is no content.
  void content(JsonWalk content, ElementDraft into) {
    if (content.isText()) {
      into.text("text", content.text());
    } else if (content.isArray()) {
      content.elements(part -> part(part, into));
    } else if (!content.isNull()) {
      throw content.wrong("must be a string or an array of parts");
    }
  }

  private void part(JsonWalk part, ElementDraft into) {
    if (part.isText()) {
      into.text("string", part.text());
      return;
    }
    String[] seen = {"", ""};
    into.mark("[");
    part.fields((name, value) -> {
      switch (name) {
        case "type" -> seen[0] = value.text();
        case "image_url" -> seen[1] = image(value, into);
        default -> {
          if (value.isText()) {
            into.text(name, value.text());
          } else {
            into.json(name, value.raw());
          }
        }
      }
    });
    into.mark("type").mark(seen[0]).mark("]");
    boolean hasImage = !seen[1].isEmpty();
    if (IMAGES.contains(seen[0]) && hasImage) {
      into.bound().tiledImage();
      recount = seen[1].startsWith(INLINE) ? recount : Recount.MAY_GROW;
    } else if (!TEXTS.contains(seen[0]) || hasImage) {
      unknown(into);
    }
  }

  /// Returns the image's address, which is no text that the model reads.
  private static String image(JsonWalk value, ElementDraft into) {
    if (value.isText()) {
      String url = value.text();
      into.mark("image_url").mark(url);
      return url;
    }
    String[] url = {""};
    if (value.isNull()) {
      return "";
    }
    value.fields((name, part) -> {
      String text = part.isText() ? part.text() : part.raw();
      into.mark(name).mark(text);
      if (name.equals("url")) {
        url[0] = text;
      }
    });
    return url[0];
  }
}
