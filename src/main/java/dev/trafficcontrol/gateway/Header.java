package dev.trafficcontrol.gateway;

/// One HTTP header field as it was received, or is to be sent.
public record Header(String name, String value) {

  /// Whether RFC 9110, section 5.5, lets the value be sent: no control character but the tab.
  public static boolean isSendable(String value) {
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }
}
