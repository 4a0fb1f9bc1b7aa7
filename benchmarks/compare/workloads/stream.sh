# Sourced: as many bytes as pass, in one direction. stream-down-STREAMS, stream-up-STREAMS

list_workloads() {
  printf '%s\n' stream-down-1 stream-down-16 stream-up-1 stream-up-16
}

choose() {
  streams=${1##*-}
  protocol=TCP
  with_defaults=yes
  unit=GB
  reverse=()
  case $1 in
    stream-down-*) reverse=(-R) && title="as many bytes as pass from the endpoint to the client, over connections: $streams" ;;
    stream-up-*) title="as many bytes as pass from the client to the endpoint, over connections: $streams" ;;
    *) return 1 ;;
  esac
  [[ $streams =~ ^[1-9][0-9]?$ ]]
}

serve() {
  serve_iperf3
}

load() {
  # Its server takes one test at a time, and needs a moment after each.
  sleep 0.3
  bounded $(($2 + 15)) "$work/iperf3.json" iperf3 -c 127.0.0.1 -p "$1" -t "$2" -P "$streams" "${reverse[@]}" -J
  awk '/"sum_received"/ { in_sum = 1 }
    in_sum && /"(seconds|bytes)":/ { gsub(/[",:]/, ""); value[$1] = $2 }
    in_sum && /}/ { exit }
    END {
      printf "work %.6f\nseconds %.3f\nrate %.6f\n", value["bytes"] / 1e9, value["seconds"],
        value["bytes"] / 1e9 / value["seconds"]
    }' "$work/iperf3.json" >"$3"
}
