package dev.trafficcontrol.agent;

import java.io.IOException;

/// Asks the model until it has nothing more to do.
final class WorkLoop {

  /// Far more turns than a small task takes.
  private static final int MOST_TURNS = 50;

  private final ModelClient model;
  private final Worktree worktree;

  WorkLoop(ModelClient model, Worktree worktree) {
    this.model = model;
    this.worktree = worktree;
  }

  /// Returns the model's last words.
  String work(Conversation conversation) throws IOException {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      Answer answer = model.ask(conversation.request());
      conversation.answered(answer);
      if (answer.toolUses().isEmpty()) {
        return answer.text();
      }
      for (Answer.ToolUse use : answer.toolUses()) {
        conversation.toolResult(use.id(), worktree.carryOut(use));
      }
    }
    throw new IllegalStateException("the model was not done after " + MOST_TURNS + " turns");
  }
}
