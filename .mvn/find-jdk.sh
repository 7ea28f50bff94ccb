# Sourced by ./trafficctl and ./mvnw: sets JAVA_HOME to a JDK of at least version 25, or says what to install.
# Looks at JAVA_HOME, the PATH, and the places where packages and version managers put JDKs.

jdk_is_new_enough() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$jdk_major" ] && [ "$jdk_major" -ge 25 ]
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && jdk_is_new_enough "$JAVA_HOME"; then return 0; fi
  jdk_on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$jdk_on_path" ]; then
    jdk_on_path=$(dirname "$(dirname "$(readlink -f "$jdk_on_path")")")
  fi
  set +f
  for jdk_home in "$jdk_on_path" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$jdk_home" ] && jdk_is_new_enough "$jdk_home"; then
      JAVA_HOME=$jdk_home
      export JAVA_HOME
      return 0
    fi
  done
  echo "TrafficControl needs a JDK 25 or newer and found none: install one (for example Eclipse Temurin 25) or set JAVA_HOME to it." >&2
  return 1
}

find_jdk || exit 1
