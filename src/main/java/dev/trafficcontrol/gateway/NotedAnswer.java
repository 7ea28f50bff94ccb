package dev.trafficcontrol.gateway;

import java.util.ArrayList;
import java.util.List;

/// An answer that also says what the gateway has to say about it.
record NotedAnswer(ClientAnswer client, List<Header> notes) implements ClientAnswer {

  @Override
  public void begin(int status, Headers headers) {
    List<Header> all = new ArrayList<>(headers.fields());
    all.addAll(notes);
    client.begin(status, new Headers(all));
  }

  @Override
  public void write(byte[] bytes, int length) {
    client.write(bytes, length);
  }

  @Override
  public void end() {
    client.end();
  }
}
