# Sourced: what stands behind the load balancers. Each sets endpoint, the port where it is.

# Nginx answers / with two bytes, /1k and /64k.
serve_http() {
  find_port
  endpoint=$free_port
  mkdir -p "$work/www"
  head -c 1024 /dev/zero | tr '\0' x >"$work/www/1k"
  head -c 65536 /dev/zero | tr '\0' x >"$work/www/64k"
  configure endpoint-nginx.conf <<END
daemon off;
user $(id -un);
pid $work/endpoint.pid;
error_log stderr warn;
worker_processes 1;
worker_rlimit_nofile $(ulimit -n);
events { worker_connections 16384; }
http {
  access_log off;
  sendfile on;
  keepalive_timeout 1h;
  keepalive_requests 1000000000;
  client_header_timeout 1h;
  open_file_cache max=10 inactive=1h;
  open_file_cache_valid 1h;
  server {
    listen 127.0.0.1:$endpoint backlog=4096;
    root $work/www;
    location = / { return 200 "ok"; }
  }
}
END
  start endpoint-nginx nginx -p "$work" -e stderr -c "$work/endpoint-nginx.conf"
  await_port TCP "$endpoint" endpoint-nginx "$started_pid"
}

serve_iperf3() {
  find_port
  endpoint=$free_port
  start iperf3 iperf3 -s -B 127.0.0.1 -p "$endpoint"
  await_port TCP "$endpoint" iperf3 "$started_pid"
}

# Of Sluice: echo sends each datagram back, sink counts them.
serve_datagrams() {
  find_port
  endpoint=$free_port
  start "$1" "$sluice" bench "$1" --listen "127.0.0.1:$endpoint/UDP"
  await_port UDP "$endpoint" "$1" "$started_pid"
}

# Wrk against /PATH with so many connections; the figures come from latency.lua.
#   load_wrk PORT SECONDS FIGURES PATH CONNECTIONS OPTION…
load_wrk() {
  local port=$1 length=$2 figures=$3 path=$4 connections=$5
  shift 5
  bounded $((length + 15)) "$work/wrk.out" wrk -t1 -c"$connections" -d"${length}s" --timeout 5s \
    -s $here/lib/latency.lua "$@" "http://127.0.0.1:$port/$path"
  sed -n 's/^= //p' "$work/wrk.out" >"$figures"
}

# Runs "sluice bench", which warms itself up first and says when it measures: CPU is taken of that
# interval but for its end, and scaled to the whole.
#   load_bench SECONDS FIGURES ARGUMENT…
load_bench() {
  local length=$1 figures=$2 from to left=300
  shift 2
  begin $((length + 20)) "$work/bench.json" "$sluice" bench "$@" \
    --duration "${length}s" --warmup "${generator_warmup}s" -o json
  until grep -q '^measuring' "$begun_output.err"; do
    [ $((left--)) -gt 0 ] && is_child "$begun" || break
    sleep 0.05
  done
  from=$(moment)
  sleep "$(awk -v s="$length" 'BEGIN { print s - (s > 1 ? 0.3 : 0.5) }')"
  to=$(moment)
  finish
  {
    printf 'work %s\n' "$(json requests)"
    printf 'rate %s\n' "$(json requestsPerSecond)"
    printf 'seconds %s\n' "$(json durationSeconds)"
    printf 'p50 %s\n' "$(json p50)"
    printf 'p99 %s\n' "$(json p99)"
    printf 'p999 %s\n' "$(json p999)"
    printf 'errors %s\n' "$(json errors)"
    printf 'lost %s\n' "$(json lost)"
    printf 'generator %s\n' "$(json generatorCpuSeconds)"
    if [ ${#watched[@]} -gt 0 ]; then
      awk -v seconds="$(json durationSeconds)" '{
        scale = seconds / ($4 - $1); printf "user %.4f\nsystem %.4f\n", ($5 - $2) * scale, ($6 - $3) * scale
      }' <<<"$from $to"
    fi
  } | awk 'NF == 2 && !(/^p/ && $2 == 0)' >"$figures" # one way has no latencies
}

generator_warmup=2

# "NOW USER SYSTEM" in seconds.
moment() {
  echo "$(date +%s.%N) $(cpu_of "${watched[@]}")"
}

# A number of what "sluice bench" wrote; its keys are told apart by their names.
json() {
  grep -oE "\"$1\" *: *-?[0-9.eE+-]+" "$work/bench.json" | head -1 | sed 's/.*: *//'
}
