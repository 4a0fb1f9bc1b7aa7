# Sourced: no load balancer at all, the baseline.
# A contender defines start_balancer NAME SETTINGS: it listens at $port in front of $endpoint, for
# $protocol, with $threads threads; and sets process, which is stopped, and pids, which are measured.

start_balancer() {
  port=$endpoint
}
