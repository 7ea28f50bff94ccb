package dev.trafficcontrol.adapter.postgres;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where a database is, and who opens it. As text it has neither user nor password.
///
/// @param url `jdbc:postgresql://host/database`, with parameters of the driver where they are
///   wanted
/// @param user null: as the URL says, else the user of this process
/// @param password null: as the URL or `~/.pgpass` says
public record PostgresAddress(String url, @Nullable String user, @Nullable String password) {

  private static final String CONNECT_SECONDS = "5";

  /// Above the longest statement, so that the server gives up first and says why.
  private static final String SILENCE_SECONDS = "45";

  public static PostgresAddress of(String url) {
    return new PostgresAddress(url, null, null);
  }

  /// What every connection is opened with; what the URL says stands above it.
  Properties properties() {
    Properties all = new Properties();
    all.setProperty("ApplicationName", "trafficcontrol");
    all.setProperty("connectTimeout", CONNECT_SECONDS);
    all.setProperty("socketTimeout", SILENCE_SECONDS);
    all.setProperty("tcpKeepAlive", "true");
    // Of several hosts the one that can be written: a standby is behind.
    all.setProperty("targetServerType", "primary");
    if (user != null) {
      all.setProperty("user", user);
    }
    if (password != null) {
      all.setProperty("password", password);
    }
    return all;
  }

  @Override
  public String toString() {
    return url.replaceFirst("^jdbc:", "").replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
  }
}
