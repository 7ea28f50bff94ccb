package dev.trafficcontrol.app.home;

import java.util.Optional;

/// Who asks for something.
///
/// @param user the operating system's name of the user, as the kernel says for a socket
/// @param token what was brought to show that it is the owner
public record Sender(String user, Optional<String> token) {

  /// The user of this process, with the token of a home it can read.
  public static Sender here(Home home) {
    return new Sender(
        System.getProperty("user.name"), OwnerToken.read(home).map(OwnerToken::reveal));
  }
}
