/// Figures, by `bench/ledger` and `bench/gateway`: no tests, and no part of the program.
package dev.trafficcontrol.bench;
