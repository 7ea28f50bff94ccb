package dev.trafficcontrol.app;

import dev.trafficcontrol.app.demo.Demo;
import dev.trafficcontrol.app.demo.DemoFailed;
import dev.trafficcontrol.app.demo.DemoRepository;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.TaskFile;
import dev.trafficcontrol.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/// A project to try things with: a small git repository in the home, and a few tasks for the
/// built-in agent.
///
/// The tasks wait in quarantine, as all that no person wrote: where there is a real key, nothing
/// may spend its money that nobody asked for.
final class Example {

  private static final ProjectName NAME = new ProjectName("example");
  private static final String MODEL = "claude-sonnet-5-5";
  private static final String VERIFY = "test \"$(ls docs | wc -l)\" -gt 1";

  private static final String TASKS =
      task("rain gauge", "rain") + task("wind vane", "wind") + task("barometer", "pressure");

  private final Home home;

  Example(Home home) {
    this.home = home;
  }

  private Path repository() {
    return home.directory().resolve("example");
  }

  /// Made beside its place and moved there, so that what has its name is whole.
  void makeRepository() {
    Path place = repository();
    if (Files.exists(place)) {
      return;
    }
    Path draft = place.resolveSibling("example.new");
    try {
      if (Files.exists(draft)) {
        Demo.remove(draft);
      }
      DemoRepository.make(draft);
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (DemoFailed noGit) {
      throw new CommandFailed(
          Fault.failed(
              "Nothing was made in " + home,
              "The example is a git repository: " + noGit.getMessage(),
              "Install git, or leave out --example."),
          noGit);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Adds what is not there yet.
  void addTo(Stores stores, Instant now) {
    Workspace workspace = new Workspace(repository().toString(), "main", VERIFY);
    stores.projects().add(Project.of(NAME, workspace, new AgentChoice("built-in", MODEL)), now);
    if (!stores.tasks().list(Tasks.Filter.ALL, "", 1).isEmpty()) {
      return;
    }
    switch (TaskFile.markdown(TASKS, NAME)) {
      case TaskFile.Read read ->
          stores.tasks().add(read.drafts(), new Provenance(Origin.DEMO, "init --example", now));
      case TaskFile.Faulty faulty -> throw new IllegalStateException(faulty.toString());
    }
  }

  private static String task(String instrument, String page) {
    return """
    - [ ] Document the %1$s
      estimate: 0.30

      Say in docs/%2$s.md what the %1$s measures, in which unit, and how often.
      The lines below lead the simulated provider; any other model can leave them alone.

      SIMULATE: tokens 200
      SIMULATE: read_file {"path": "README.md"}
      SIMULATE: write_file {"path": "docs/%2$s.md", "content": "# The %1$s\\n\\nRead once a minute.\\n"}
      SIMULATE: say The %1$s is documented.

    """
        .formatted(instrument, page);
  }
}
