# Sourced by ./trafficctl and ./mvnw: sets JAVA_HOME to a JDK of at least version 25, or says what to install.
# Looks at JAVA_HOME, the PATH, and the places where packages and version managers put JDKs.
# Starts next to no program while it looks: every command of the launcher waits for it.

jdk_is_new_enough() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r jdk_key jdk_version || [ -n "$jdk_key" ]; do
    if [ "$jdk_key" = JAVA_VERSION ]; then
      jdk_version=${jdk_version#\"}
      jdk_version=${jdk_version%%[!0-9]*}
      [ "${jdk_version:-0}" -ge 25 ]
      return
    fi
  done <"$1/release"
  return 1
}

use_jdk() {
  jdk_is_new_enough "$1" || return 1
  JAVA_HOME=$1
  export JAVA_HOME
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && jdk_is_new_enough "$JAVA_HOME"; then return 0; fi
  jdk_compiler=$(command -v javac 2>/dev/null) && jdk_compiler=$(readlink -f "$jdk_compiler" 2>/dev/null) || jdk_compiler=
  if [ -n "$jdk_compiler" ] && use_jdk "${jdk_compiler%/bin/javac}"; then return 0; fi
  jdk_user=${HOME:-/nonexistent}
  set +f
  for jdk_home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "$jdk_user"/.sdkman/candidates/java/* "$jdk_user"/.jdks/* \
    "$jdk_user"/.local/share/mise/installs/java/* "$jdk_user"/.asdf/installs/java/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if use_jdk "$jdk_home"; then return 0; fi
  done
  echo "TrafficControl needs a JDK 25 or newer and found none: install one (for example Eclipse Temurin 25) or set JAVA_HOME to it." >&2
  return 1
}

find_jdk || exit 1
