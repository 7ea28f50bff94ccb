package dev.trafficcontrol.adapter.provider;

import java.nio.charset.StandardCharsets;

/// The provider's API key. It leaves this package only in a request to the provider.
public final class ProviderKey {

  private final String text;

  public ProviderKey(String text) {
    if (text.isBlank() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("a provider's key is printable ASCII without blanks");
    }
    this.text = text;
  }

  String reveal() {
    return text;
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "***";
  }
}
