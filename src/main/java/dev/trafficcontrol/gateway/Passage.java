package dev.trafficcontrol.gateway;

/// What of an answer is passed on to the client.
interface Passage {

  /// Where pieces go, to be sent at once.
  interface Client {
    void write(byte[] bytes, int length);
  }

  /// All of it, byte for byte.
  Passage AS_IT_COMES = new AsItComes();

  /// What stands before the answer.
  Headers headers(Headers headers);

  /// Takes the next piece of the answer, and passes on what may go.
  void pass(byte[] piece, int length, Client client);

  /// After the last piece: passes on what was kept back.
  void end(Client client);

  /// Without a memory.
  final class AsItComes implements Passage {
    @Override
    public Headers headers(Headers headers) {
      return headers;
    }

    @Override
    public void pass(byte[] piece, int length, Client client) {
      client.write(piece, length);
    }

    @Override
    public void end(Client client) {}
  }
}
