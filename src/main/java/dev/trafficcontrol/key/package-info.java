/// Virtual gateway keys: who is calling, and on whose account.
///
/// Owns [Key] and [KeySecret]. Randomness enters as bytes; what leaves to be stored is a hash, and
/// the secret itself leaves once, when it is minted. Invariant: a key names the scope its calls are
/// charged to, so that a caller can't choose one.
@NullMarked
package dev.trafficcontrol.key;

import org.jspecify.annotations.NullMarked;
