/// What a program that watches this one reads over HTTP: `/metrics` and `/health`.
///
/// Requests enter; what leaves is what the front door tells people, in the words of Prometheus
/// ([Metrics]). Invariant: nothing is changed here, and nothing is counted here: a figure is the
/// book's or it is not shown.
@NullMarked
package dev.trafficcontrol.web;

import org.jspecify.annotations.NullMarked;
