# Sourced: HAProxy in TCP mode that moves bytes by copying, with buffers for streams.

tuning="tune.bufsize 131072"
splicing=no

start_balancer() {
  local name=$1 global="$tuning" defaults=""
  if [ $splicing = yes ]; then
    global+="
  maxpipes 1000"
    defaults="option splice-request
  option splice-response"
  fi
  configure "$name.cfg" <<END
global
  nbthread $threads
  maxconn 8900
  $global
defaults
  mode tcp
  timeout connect 5s
  timeout client 1h
  timeout server 1h
  $defaults
listen compare
  bind 127.0.0.1:$port backlog 4096
  server endpoint 127.0.0.1:$endpoint
END
  start "$name" haproxy -db -f "$work/$name.cfg"
  process=$started_pid
  await_port TCP "$port" "$name" "$process"
  pids=("$process")
}
