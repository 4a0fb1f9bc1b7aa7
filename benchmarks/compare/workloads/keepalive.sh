# Sourced: many small requests over connections that stay open. keepalive-CONNECTIONS
# A workload defines list_workloads; choose NAME, which sets protocol, unit and title; serve, which
# sets endpoint; and load PORT SECONDS FIGURES, which writes lines of "METRIC VALUE".

list_workloads() {
  printf '%s\n' keepalive-64 keepalive-512
}

choose() {
  connections=${1#keepalive-}
  protocol=TCP
  unit=request
  title="$connections connections that stay open and ask for 2 bytes at a time"
  [[ $connections =~ ^[1-9][0-9]{0,3}$ ]] && [ "$connections" -le 8800 ]
}

serve() {
  serve_http
}

load() {
  load_wrk "$@" "" "$connections"
}
