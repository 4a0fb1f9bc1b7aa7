# Sourced: Debian packages of the commands and files that a script needs.

# Prints the packages that are missing, of arguments "command or file=Debian package".
missing_packages() {
  local need
  for need in "$@"; do
    command -v "${need%%=*}" >/dev/null || [ -e "${need%%=*}" ] || echo "${need#*=}"
  done | sort -u
}

# Debian starts a daemon as soon as it is installed, unless this policy forbids it.
install_without_starting() {
  local policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    trap "rm -f $policy" EXIT
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod +x $policy
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
  if [ "$(trap -p EXIT)" ]; then
    rm -f $policy
    trap - EXIT
  fi
}
