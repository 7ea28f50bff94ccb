package dev.trafficcontrol.junit;

import dev.trafficcontrol.app.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/// What tests are run in.
///
/// @param environment this process's variables
/// @param temporary the folder for temporary files
record Machine(Map<String, String> environment, Path temporary) {

  private static final String DATABASE = "TRAFFICCONTROL_DATABASE";
  private static final String ENVIRONMENT = "TRAFFICCONTROL_ENVIRONMENT";

  static Machine here() {
    return new Machine(
        System.getenv(), Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
  }

  /// Where the programs of this user find a home that is not the test's, a test that forgets to say
  /// which one it means would write there.
  void refuseWhatIsNotForTests() {
    variable(Home.VARIABLE)
        .filter(home -> new Home(Path.of(home)).isThere())
        .ifPresent(home -> refuse(Home.VARIABLE + " leads to the home in " + home, Home.VARIABLE));
    variable(DATABASE)
        .filter(database -> !database.equals("sqlite"))
        .ifPresent(_ -> refuse(DATABASE + " names a database that others use, too", DATABASE));
    variable(ENVIRONMENT)
        .filter(name -> name.equals("production") || name.equals("prod"))
        .ifPresent(name -> refuse(ENVIRONMENT + " is " + name, ENVIRONMENT));
    for (Path folder = temporary; folder != null; folder = folder.getParent()) {
      if (Files.exists(new Home(folder).configuration())) {
        throw refusal(
            "the folder for temporary files, %s, lies in the home in %s"
                .formatted(temporary, folder),
            "Name another one: -Djava.io.tmpdir=DIR");
      }
    }
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static void refuse(String why, String variable) {
    throw refusal(
        why, "Unset it for tests: env -u %s followed by your test command".formatted(variable));
  }

  private static ExtensionConfigurationException refusal(String why, String fix) {
    return new ExtensionConfigurationException(
        "The test was not run, for its data would not be apart: %s. %s.".formatted(why, fix));
  }
}
