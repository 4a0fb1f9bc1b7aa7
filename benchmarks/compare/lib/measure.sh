# Sourced: what a load balancer's processes take, read from /proc around an interval.

ticks=$(getconf CLK_TCK)
readonly ticks

# "USER SYSTEM" in seconds, of all threads of these processes.
cpu_of() {
  local pid
  for pid in "$@"; do
    # The name of the command may hold blanks, and stands in parentheses.
    sed 's/.*) //' "/proc/$pid/stat"
  done | awk -v ticks="$ticks" '{ u += $12; s += $13 } END { printf "%.2f %.2f\n", u / ticks, s / ticks }'
}

# Resident KiB of these processes together.
resident_of() {
  local pid
  for pid in "$@"; do
    cat "/proc/$pid/status"
  done | awk '/^VmRSS/ { sum += $2 } END { print sum + 0 }'
}

# The same with pages that several processes share counted in parts.
proportional_of() {
  local pid
  for pid in "$@"; do
    cat "/proc/$pid/smaps_rollup" 2>/dev/null || true
  done | awk '/^Pss:/ { sum += $2 } END { print sum + 0 }'
}

# "IDLE STOLEN ALL" in ticks, of the whole machine.
machine_ticks() {
  awk '/^cpu / { print $5 + $6, $9, $2 + $3 + $4 + $5 + $6 + $7 + $8 + $9 }' /proc/stat
}

# Lets the workload run against one contender and writes what it took.
#   measure WORKLOAD ROUND CONTENDER PORT PID…
measure() {
  local workload=$1 round=$2 contender=$3 port=$4 cpu machine figures=$work/figures
  shift 4
  watched=("$@")
  machine=$(machine_ticks)
  cpu=$(cpu_of "${watched[@]}")
  load "$port" "$seconds" "$figures"
  cpu+=" $(cpu_of "${watched[@]}")"
  machine+=" $(machine_ticks)"
  awk '{ if ($6 > $3) printf "idle %.3f\nstolen %.3f\n", ($4 - $1) / ($6 - $3), ($5 - $2) / ($6 - $3) }' \
    <<<"$machine" >>"$figures"
  if [ ${#watched[@]} -gt 0 ] && [ $with_cpu = yes ]; then
    # A workload that looks at a part of the interval has written its own.
    grep -q '^user ' "$figures" ||
      awk '{ printf "user %.2f\nsystem %.2f\n", $3 - $1, $4 - $2 }' <<<"$cpu" >>"$figures"
  fi
  if [ ${#watched[@]} -gt 0 ]; then
    echo "resident $(resident_of "${watched[@]}")" >>"$figures"
    echo "proportional $(proportional_of "${watched[@]}")" >>"$figures"
  fi
  record "$workload" "$round" "$contender" "$figures"
}

# Lines of "METRIC VALUE" become lines of raw.csv.
record() {
  awk -v OFS=, -v workload="$1" -v round="$2" -v contender="$3" \
    '{ print workload, round, contender, $1, $2 }' "$4" >>"$out/raw.csv"
}

# Counts system calls for a second, apart from what is measured: being watched makes them slow.
#   trace WORKLOAD CONTENDER PORT PID…
trace() {
  local workload=$1 contender=$2 port=$3 arguments=() pid tracer left=50
  local calls=$out/calls/$workload-$contender.txt figures=$work/figures
  shift 3
  watched=("$@")
  for pid in "${watched[@]}"; do
    arguments+=(-p "$pid")
  done
  note strace -c -f -p PID
  strace -c -f -o "$work/strace" "${arguments[@]}" 2>"$work/strace.err" &
  tracer=$!
  started+=("$tracer")
  until grep -q '^TracerPid:.*[1-9]' "/proc/${watched[0]}/status"; do
    if [ $((left--)) = 0 ] || ! is_child "$tracer"; then
      echo "$here/run: no system calls of $contender: $(head -1 "$work/strace.err")" >&2
      stop "$tracer"
      return 0
    fi
    sleep 0.1
  done
  # All that is counted is measured.
  generator_warmup=0
  load "$port" 1 "$figures"
  kill -INT "$tracer"
  wait "$tracer" || true
  sed 's/ *$//' "$work/strace" >"$calls"
  awk 'FNR == NR { if ($1 == "work") work = $2; next }
    $NF == "total" && work > 0 { printf "calls %.4f\n", $4 / work }' "$figures" "$work/strace" >"$work/calls"
  record "$workload" 0 "$contender" "$work/calls"
}
