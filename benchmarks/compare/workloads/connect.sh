# Sourced: a connection for each request.

list_workloads() {
  echo connect
}

choose() {
  protocol=TCP
  unit=connection
  title="64 clients that connect and ask once for 2 bytes and close and connect again"
  [ "$1" = connect ]
}

serve() {
  serve_http
}

load() {
  load_wrk "$@" "" 64 -H "Connection: close"
}
