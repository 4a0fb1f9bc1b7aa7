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
  in_flight=1
  protocol=UDP
  unit=request
  case $kind in
    rr) title="$sessions sessions that send $size bytes and wait for as many" ;;
    oneway)
      unit=datagram
      title="$sessions sessions that send $size bytes at a time and get nothing"
      ;;
    stream)
      in_flight=64
      title="one session with $in_flight datagrams of $size bytes on their way there and back"
      ;;
  esac
}

serve() {
  if [ "$kind" = oneway ]; then serve_datagrams sink; else serve_datagrams echo; fi
}

load() {
  local one_way=()
  [ "$kind" != oneway ] || one_way=(--one-way)
  load_bench "$2" "$3" udp "127.0.0.1:$1" --sessions "$sessions" --size "$size" \
    --in-flight "$in_flight" "${one_way[@]}"
}
