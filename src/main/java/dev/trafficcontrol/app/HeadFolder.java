package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.sql.HomeDatabase;
import dev.trafficcontrol.app.home.UserState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the second copies of heads are: apart from every home, so that a home that is put back
/// whole from a backup is noticed.
final class HeadFolder {

  private static final Logger LOG = LoggerFactory.getLogger(HeadFolder.class);

  private HeadFolder() {}

  /// Empty where nothing can be kept for this user: the copy in the home is there all the same.
  static Optional<Path> fileFor(Surroundings surroundings, HomeDatabase database) {
    try {
      Path folder = UserState.of(surroundings.environment()).folder("heads");
      return Optional.of(folder.resolve(database.stamp().databaseId() + ".head"));
    } catch (IOException unwritable) {
      LOG.warn("No second copy of the book's head is kept", unwritable);
      return Optional.empty();
    }
  }
}
