package dev.trafficcontrol.task;

import dev.trafficcontrol.project.ProjectName;

/// A task as somebody wrote it, before it has an id.
public record TaskDraft(ProjectName project, TaskText text, TaskWishes wishes) {}
