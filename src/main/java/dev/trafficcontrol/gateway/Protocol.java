package dev.trafficcontrol.gateway;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a provider and its clients speak, as far as refusals go: each in the shape that its clients
/// know.
public enum Protocol {
  /// `{"type":"error","error":{"type","message"}}`
  ANTHROPIC {
    @Override
    byte[] body(GatewayError error) {
      return JsonMapper.shared()
          .writeValueAsBytes(
              new AnthropicShape("error", new Detail(error.kind().anthropic(), error.message())));
    }

    @Override
    public void authenticate(String key, Credential credential) {
      credential.header("x-api-key", key);
    }
  },
  /// `{"error":{"message","type","param","code"}}`
  OPENAI {
    @Override
    byte[] body(GatewayError error) {
      GatewayError.Kind kind = error.kind();
      return JsonMapper.shared()
          .writeValueAsBytes(
              new OpenAiShape(new Coded(error.message(), kind.openAi(), null, kind.openAiCode())));
    }

    @Override
    public void authenticate(String key, Credential credential) {
      credential.header("authorization", "Bearer " + key);
    }
  };

  /// Takes the header field by which a provider knows its customer.
  @FunctionalInterface
  public interface Credential {
    void header(String name, String value);
  }

  private record AnthropicShape(String type, Detail error) {}

  private record Detail(String type, String message) {}

  private record OpenAiShape(Coded error) {}

  private record Coded(
      String message, String type, @Nullable String param, @Nullable String code) {}

  abstract byte[] body(GatewayError error);

  /// How the provider's key is sent.
  public abstract void authenticate(String key, Credential credential);

  /// Of a request on a path that both have: only Anthropic's clients name a version, or put their
  /// key into a field of its own.
  static Protocol spokenWith(Headers headers) {
    return headers.has("anthropic-version") || headers.has("x-api-key") ? ANTHROPIC : OPENAI;
  }

  /// As the configuration writes it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
