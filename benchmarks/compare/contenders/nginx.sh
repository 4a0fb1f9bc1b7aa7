# Sourced: nginx's stream module; its workers are measured, the master sleeps.

# More than 64 KiB would be mapped and unmapped for each connection.
buffer=64k

start_balancer() {
  local name=$1 left=50 datagrams="" timeout=1h
  # Every round comes from new ports, and a session takes two of the worker's connections.
  [ "$protocol" = TCP ] || datagrams="udp " timeout=10s
  configure "$name.conf" <<END
load_module /usr/lib/nginx/modules/ngx_stream_module.so;
daemon off;
user $(id -un);
pid $work/$name.pid;
error_log stderr error;
worker_processes $threads;
worker_rlimit_nofile $(ulimit -n);
events { worker_connections 20000; }
stream {
  access_log off;
  server {
    listen 127.0.0.1:$port ${datagrams}reuseport$([ "$protocol" = UDP ] || echo " backlog=4096");
    proxy_pass 127.0.0.1:$endpoint;
    proxy_connect_timeout 5s;
    proxy_timeout $timeout;
    proxy_buffer_size $buffer;
  }
}
END
  start "$name" nginx -p "$work" -e stderr -c "$work/$name.conf"
  process=$started_pid
  await_port "$protocol" "$port" "$name" "$process"
  until read -ra pids <<<"$(children_of "$process")" && [ ${#pids[@]} = "$threads" ]; do
    [ $((left--)) -gt 0 ] || fail "nginx has no workers:" "$work/$name.log"
    sleep 0.1
  done
}
