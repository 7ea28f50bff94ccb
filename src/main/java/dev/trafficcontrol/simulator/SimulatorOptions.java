package dev.trafficcontrol.simulator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a simulated provider is to behave.
///
/// @param listen where; port 0 takes any free one
/// @param seed the answers follow from it and the requests alone
/// @param key the API key clients must send
/// @param bill the bill's file; null keeps it in memory only
/// @param script rules as JSON, see [ScriptReader]; null for none
/// @param prices another price table in the form of the built-in one; null for the built-in one
public record SimulatorOptions(
    InetSocketAddress listen,
    long seed,
    TimeFactor timeFactor,
    String key,
    OnDisconnect onDisconnect,
    @Nullable Path bill,
    @Nullable String script,
    @Nullable String prices) {

  /// Any free port of the loopback, seed 1, no delays, a bill in memory.
  public static SimulatorOptions defaults() {
    return new SimulatorOptions(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        1,
        TimeFactor.noDelay(),
        "sk-ant-simulated",
        OnDisconnect.FINISH,
        null,
        null,
        null);
  }

  public SimulatorOptions withListen(InetSocketAddress address) {
    return new SimulatorOptions(address, seed, timeFactor, key, onDisconnect, bill, script, prices);
  }

  public SimulatorOptions withSeed(long value) {
    return new SimulatorOptions(listen, value, timeFactor, key, onDisconnect, bill, script, prices);
  }

  public SimulatorOptions withTimeFactor(TimeFactor value) {
    return new SimulatorOptions(listen, seed, value, key, onDisconnect, bill, script, prices);
  }

  public SimulatorOptions withKey(String value) {
    return new SimulatorOptions(
        listen, seed, timeFactor, value, onDisconnect, bill, script, prices);
  }

  public SimulatorOptions withOnDisconnect(OnDisconnect value) {
    return new SimulatorOptions(listen, seed, timeFactor, key, value, bill, script, prices);
  }

  public SimulatorOptions withBill(Path file) {
    return new SimulatorOptions(listen, seed, timeFactor, key, onDisconnect, file, script, prices);
  }

  public SimulatorOptions withScript(String json) {
    return new SimulatorOptions(listen, seed, timeFactor, key, onDisconnect, bill, json, prices);
  }

  public SimulatorOptions withPrices(String json) {
    return new SimulatorOptions(listen, seed, timeFactor, key, onDisconnect, bill, script, json);
  }
}
