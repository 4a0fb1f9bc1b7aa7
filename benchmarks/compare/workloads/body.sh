# Sourced: responses of some size over 64 connections that stay open. body-1k, body-64k

list_workloads() {
  printf '%s\n' body-1k body-64k
}

choose() {
  size=${1#body-}
  protocol=TCP
  unit=request
  title="64 connections that stay open and ask for ${size/k/ KiB} at a time"
  [[ $size =~ ^(1k|64k)$ ]]
}

serve() {
  serve_http
}

load() {
  load_wrk "$@" "$size" 64
}
