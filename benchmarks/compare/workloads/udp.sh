# Sourced: datagrams. udp-rr-SIZExSESSIONS, udp-oneway-SIZExSESSIONS, udp-stream-SIZE

list_workloads() {
  local kind size sessions
  for kind in rr oneway; do
    for size in 64 512 1400; do
      for sessions in 1 100 1000; do
        echo "udp-$kind-${size}x$sessions"
      done
    done
  done
  echo udp-stream-1200
}

choose() {
  [[ $1 =~ ^udp-(rr|oneway|stream)-([1-9][0-9]*)(x([1-9][0-9]*))?$ ]] || return 1
  kind=${BASH_REMATCH[1]}
  size=${BASH_REMATCH[2]}
  sessions=${BASH_REMATCH[4]:-1}
  options=(--in-flight 1)
  protocol=UDP
  unit=request
  local who="$sessions sessions that send"
  [ "$sessions" != 1 ] || who="one session that sends"
  case $kind in
    rr) title="$who $size bytes, with one datagram under way each" ;;
    oneway)
      unit=datagram
      title="$who $size bytes to a sink; what arrives counts"
      ;;
    stream)
      options=(--in-flight 64)
      title="one session with 64 datagrams of $size bytes on their way there and back"
      ;;
  esac
}

serve() {
  if [ "$kind" = oneway ]; then serve_datagrams sink; else serve_datagrams echo; fi
}

load() {
  # The sink is asked how many came, past the load balancer.
  [ "$kind" != oneway ] || options=(--one-way --sink "127.0.0.1:$endpoint")
  load_bench "$2" "$3" udp "127.0.0.1:$1" --sessions "$sessions" --size "$size" \
    "${options[@]}"
}
