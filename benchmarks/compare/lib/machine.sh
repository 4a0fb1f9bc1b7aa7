# Sourced: what the comparison needs of the machine, and what has to be known of it to read figures.

. scripts/packages.sh

# command or file=Debian package
readonly needs=(
  haproxy=haproxy
  nginx=nginx
  /usr/lib/nginx/modules/ngx_stream_module.so=libnginx-mod-stream
  wrk=wrk
  iperf3=iperf3
  gnuplot=gnuplot-nox
  strace=strace
  curl=curl
  ss=iproute2
  setpriv=util-linux
  ps=procps
)

require_packages() {
  local missing
  mapfile -t missing < <(missing_packages "${needs[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$install" = no ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "$here/run: needs: ${missing[*]} (as root on Debian, --install installs them)" >&2
    exit 3
  fi
  install_without_starting "${missing[@]}"
}

warn_if_busy() {
  local load
  read -r load _ </proc/loadavg
  if awk -v load="$load" -v cpus="$(nproc)" 'BEGIN { exit !(load > 0.3 * cpus) }'; then
    echo "$here/run: the machine is busy (load $load on $(nproc) CPUs): figures will be noisy" >&2
  fi
}

commit() {
  local commit
  commit=$(git -c safe.directory='*' rev-parse --short HEAD 2>/dev/null) || commit=unknown
  [ -z "$(git -c safe.directory='*' status --porcelain -- sluice pom.xml lb-* 2>/dev/null)" ] ||
    commit+=-changed
  echo "$commit"
}

# What figures hold for, a line each.
describe_machine() {
  local load
  read -r load _ </proc/loadavg
  echo "date: $(date -u '+%Y-%m-%d %H:%M UTC')"
  echo "command: ${invocation//"$PWD"/.}"
  echo "commit: $(commit)"
  echo "CPU: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) usable"
  echo "memory: $(awk '/^MemTotal/ { printf "%.1f GiB", $2 / 1048576 }' /proc/meminfo)"
  echo "kernel: $(uname -sr)"
  echo "load at start: $load"
  echo "open files: $(ulimit -n)"
  echo "HAProxy: $(haproxy -v | sed -n '1s/^HAProxy version //p' | cut -d' ' -f1)"
  echo "nginx: $(nginx -v 2>&1 | sed 's:.*/::')"
  echo "wrk: $(wrk -v 2>&1 | sed -n '1s/^wrk \([^ ]*\).*/\1/p')"
  echo "iperf3: $(iperf3 -v | sed -n '1s/^iperf //p' | cut -d' ' -f1)"
  echo "Java: $("$JAVA_HOME/bin/java" -version 2>&1 | sed -n '2s/^[^(]*(build \(.*\))/\1/p')"
  echo "threads of each load balancer: $threads"
  echo "rounds: $rounds of $seconds s, after $warmup s of warm-up"
}
