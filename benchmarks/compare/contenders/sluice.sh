# Sourced: Sluice from this source tree; SETTINGS are keys of dataPlane, KEY=VALUE,….

start_balancer() {
  local name=$1 settings=$2 admin setting left=300 keys=""
  find_port
  admin=$free_port
  for setting in ${settings//,/ }; do
    keys+="
  ${setting%%=*}: ${setting#*=}"
  done
  configure "$name.yaml" <<END
admin:
  listen: 127.0.0.1:$admin
defaults:
  udpIdleTimeout: 10s
shutdown:
  drainTimeout: 0s
dataPlane:
  eventLoops: $threads$keys
services:
  - name: compare
    vips: [127.0.0.1]
    ports:
      - {port: $port, targetPort: $endpoint, protocol: $protocol}
    endpoints: [127.0.0.1]
END
  start "$name" "$sluice" run -f "$work/$name.yaml"
  process=$started_pid
  until curl -sf -o "$work/ready" --max-time 2 "http://127.0.0.1:$admin/readyz"; do
    [ $((left--)) -gt 0 ] && is_child "$process" || fail "Sluice is not ready:" "$work/$name.log"
    sleep 0.1
  done
  pids=("$process")
}
