/// What programs that watch are told.
@NullMarked
package dev.trafficcontrol.web;

import org.jspecify.annotations.NullMarked;
