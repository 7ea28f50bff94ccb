/// A user's own tests, with the JUnit extension: not run by this build itself, but by tests of it.
@NullMarked
package com.example.agents;

import org.jspecify.annotations.NullMarked;
