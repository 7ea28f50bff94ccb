package dev.trafficcontrol.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Lets clients in on loopback, each with a thread of its own, until it is closed.
final class PeerServer implements AutoCloseable {

  private static final int BACKLOG = 1024;

  interface Service {

    /// Serves one connection until it has no more to say, or the client is gone.
    void serve(Peer peer) throws IOException;
  }

  private final ServerSocket server;
  private final Service service;

  PeerServer(int port, Service service) throws IOException {
    this.server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    this.service = service;
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (Peer peer = new Peer(socket)) {
      service.serve(peer);
    } catch (IOException gone) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
