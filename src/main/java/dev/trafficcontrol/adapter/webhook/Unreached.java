package dev.trafficcontrol.adapter.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// Why somebody could not be reached, in words that name the host and nothing else of the address.
public final class Unreached {

  private Unreached() {}

  public static String why(
      IOException failed, String host, Duration connectWithin, Duration answerWithin) {
    return switch (failed) {
      case HttpConnectTimeoutException _ ->
          host + " could not be connected to within " + connectWithin.toSeconds() + " s";
      case HttpTimeoutException _ ->
          host + " did not answer within " + answerWithin.toSeconds() + " s";
      case ConnectException refused when isUnresolved(refused) -> host + " is not known";
      case ConnectException _ -> host + " can't be connected to";
      case SSLException tls -> "no secure connection to " + host + ": " + tls.getMessage();
      default -> "the connection to " + host + " broke: " + failed.getMessage();
    };
  }

  private static boolean isUnresolved(ConnectException failed) {
    Throwable first = failed.getCause();
    return first != null
        && (first instanceof UnresolvedAddressException
            || first.getCause() instanceof UnresolvedAddressException);
  }
}
