-- What wrk measured, in lines of "= METRIC VALUE"; latencies in microseconds.
function done(summary, latency, requests)
  local seconds = summary.duration / 1e6
  local errors = summary.errors
  local function say(metric, value)
    io.write(string.format("= %s %.6g\n", metric, value))
  end
  io.write(string.format("= work %d\n", summary.requests))
  say("seconds", seconds)
  io.write(string.format("= rate %.3f\n", summary.requests / seconds))
  io.write(string.format("= p50 %d\n= p99 %d\n= p999 %d\n",
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
  say("errors", errors.connect + errors.read + errors.write + errors.status + errors.timeout)
end
