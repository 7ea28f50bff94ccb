/// Figures, by `bench/ledger`: no tests, and no part of the program.
package dev.trafficcontrol.bench;
