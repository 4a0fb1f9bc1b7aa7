# Sourced: requests at a fixed rate, whether or not the ones before were answered. open-loop-RATE

list_workloads() {
  printf '%s\n' open-loop-1000 open-loop-5000
}

choose() {
  rate=${1#open-loop-}
  protocol=TCP
  unit=request
  title="$rate small requests a second over 64 connections"
  [[ $1 == open-loop-* && $rate =~ ^[1-9][0-9]*$ ]]
}

serve() {
  serve_http
}

load() {
  load_bench "$2" "$3" tcp "127.0.0.1:$1" --http --connections 64 --threads 1 --rate "$rate"
}
