package dev.trafficcontrol.attack;

import dev.trafficcontrol.gateway.FreeRequest;
import dev.trafficcontrol.gateway.Headers;
import dev.trafficcontrol.gateway.Provider;
import dev.trafficcontrol.gateway.UpstreamAnswer;
import dev.trafficcontrol.gateway.UpstreamCall;
import dev.trafficcontrol.gateway.UpstreamRequest;
import dev.trafficcontrol.ledger.Authorization;

/// A client of the provider that dies before or after a call is sent, or at its first byte.
final class DoomedProvider implements Provider {

  private final Provider provider;
  private final Doom doom;

  DoomedProvider(Provider provider, Doom doom) {
    this.provider = provider;
    this.doom = doom;
  }

  @Override
  public UpstreamCall paid(Authorization authorization, UpstreamRequest request) {
    return new Call(provider.paid(authorization, request), doom);
  }

  @Override
  public UpstreamCall free(FreeRequest request) {
    return provider.free(request);
  }

  private record Call(UpstreamCall call, Doom doom) implements UpstreamCall {
    @Override
    public UpstreamAnswer send(Patience patience) {
      doom.reached(Doom.Step.BEFORE_FORWARD);
      UpstreamAnswer answer = call.send(patience);
      doom.reached(Doom.Step.AFTER_FORWARD);
      return new Answer(answer, doom);
    }

    @Override
    public void cut() {
      call.cut();
    }

    @Override
    public void close() {
      call.close();
    }
  }

  private record Answer(UpstreamAnswer answer, Doom doom) implements UpstreamAnswer {
    @Override
    public int status() {
      return answer.status();
    }

    @Override
    public Headers headers() {
      return answer.headers();
    }

    @Override
    public int read(byte[] into) {
      int length = answer.read(into);
      doom.reached(Doom.Step.FIRST_BYTE);
      return length;
    }
  }
}
