package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.queue.Admissions;
import dev.trafficcontrol.task.Tasks;

/// Where what waits is kept.
public record WorkStores(Projects projects, Tasks tasks, Admissions admissions) {}
