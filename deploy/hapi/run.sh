#!/usr/bin/env bash
# Starts HAPI FHIR's JPA server (R4, H2) on a loopback port, in the foreground, building it when needed.
#
#   run.sh [--port N] [--page-size N] [--max-page-size N] [--search-cache-ms N] [--database JDBC_URL]
#   run.sh --build-only
#
# HAPI_JAVA_OPTS replaces the options of the Java machine. README.md says the rest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [[ ${1-} == --help ]]; then
  sed -n '2,7s/^# \{0,1\}//p' run.sh
  exit
fi

# Bounded memory, the leanest collector, and the quick compiler only: a test server lives too short a
# life to repay the thorough one.
java_opts=${HAPI_JAVA_OPTS:--Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classpath=target/classpath.txt

refuse() {
  echo "HAPI: $1." >&2
  exit 1
}

require_java() {
  local version
  version=$("$java" -version 2>&1) || refuse "java was not found; install a JDK, version 17 or later"
  if ! [[ $version =~ version\ \"([0-9]+) && ${BASH_REMATCH[1]} -ge 17 ]]; then
    refuse "java is too old; install a JDK, version 17 or later"
  fi
}

# Built, from the sources as they are now, and with every library still in Maven's local repository.
is_built() {
  [[ -f $classpath && -z $(find pom.xml src -newer "$classpath" -print -quit) ]] || return 1
  local jars jar
  IFS=: read -ra jars <"$classpath" || true
  for jar in "${jars[@]}"; do [[ -f $jar ]] || return 1; done
}

build() {
  command -v mvn >/dev/null || refuse "mvn was not found; install Maven, version 3.8 or later"
  mvn -q -B process-classes >&2 || refuse "the build failed, for the reason above"
}

require_java
is_built || build
[[ ${1-} == --build-only ]] && exit 0
# shellcheck disable=SC2086  # several options in one variable
exec "$java" $java_opts -cp "target/classes:$(<"$classpath")" org.cachexiacds.hapi.Main "$@"
