# Sourced: sets JAVA_HOME to a JDK 25, or says what to install and exits 3.
# Looks at JAVA_HOME, then at the JDKs that are installed on the machine.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25[".]' "$1/release"
}

find_jdk_25() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

if ! JAVA_HOME=$(find_jdk_25); then
  echo "sluice: needs a JDK 25: install one (for example Temurin 25) or set JAVA_HOME to it" >&2
  exit 3
fi
export JAVA_HOME
# Maven's own libraries still use what JDK 25 warns about.
export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
