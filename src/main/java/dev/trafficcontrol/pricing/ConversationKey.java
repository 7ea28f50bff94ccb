package dev.trafficcontrol.pricing;

/// Who talks to which model: token counts carry over within neither another session nor model.
///
/// @param session unique among all who share a memory: it must name the virtual key as well
public record ConversationKey(String session, String model) {

  Fingerprint print() {
    return Fingerprint.of(session).then(Fingerprint.of(model));
  }
}
