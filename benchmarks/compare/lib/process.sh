# Sourced: processes that are started here, and ended here by their ids.

started=()
# The shell whose children they are.
self=$BASHPID

# Starts a server; setpriv lets it end with this script, whatever ends that.
#   start NAME COMMAND…        sets started_pid; the output is in $work/NAME.log
start() {
  local name=$1
  shift
  note "$@"
  setpriv --pdeathsig TERM -- "$@" >"$work/$name.log" 2>&1 </dev/null &
  started_pid=$!
  started+=("$started_pid")
}

# Runs a command for at most so many seconds and waits for it; a signal to this script ends both.
#   bounded SECONDS OUTPUT COMMAND…
bounded() {
  begin "$@"
  finish
}

# The first half of it: does not wait.
begin() {
  local limit=$1 output=$2
  shift 2
  note "$@"
  timeout -k 2 "$limit" "$@" >"$output" 2>"$output.err" </dev/null &
  begun=$!
  begun_output=$output
  begun_what="$1 ${2:-}"
}

# The second half: waits for what was begun last.
finish() {
  local status=0
  wait "$begun" || status=$?
  begun=
  [ $status = 0 ] || fail "$begun_what failed with $status:" "$begun_output" "$begun_output.err"
}

begun=

is_child() {
  [ "$(ps -o ppid= -p "$1" | tr -d ' ')" = "$self" ]
}

children_of() {
  cat "/proc/$1/task/$1/children" 2>/dev/null || true
}

# Ends one that was started here: asks, and insists after five seconds.
stop() {
  local pid=$1 left=50 child children
  is_child "$pid" || return 0
  children=$(children_of "$pid")
  kill -TERM "$pid" 2>/dev/null || true
  while [ -e "/proc/$pid" ] && is_child "$pid" && [ $((left--)) -gt 0 ]; do
    sleep 0.1
  done
  if is_child "$pid"; then
    # Its children first, while they still are.
    for child in $children; do
      kill -KILL "$child" 2>/dev/null || true
    done
    kill -KILL "$pid" 2>/dev/null || true
  fi
  wait "$pid" 2>/dev/null || true
}

stop_all() {
  local pid
  if [ -n "$begun" ]; then stop "$begun"; fi
  begun=
  for pid in "${started[@]}"; do
    stop "$pid"
  done
  started=()
}

# Prints why, with the ends of these files, and ends the run.
fail() {
  echo "$here/run: $1" >&2
  shift
  tail -n 20 -- "$@" >&2 2>/dev/null || true
  exit 1
}

# A port that nobody holds, below those that the kernel gives to clients; sets free_port.
find_port() {
  while true; do
    free_port=$((20000 + RANDOM % 12000))
    [ -n "$(ss -Hnltu "sport = :$free_port")" ] || [ -n "$(ss -Hnt "sport = :$free_port")" ] || return 0
  done
}

# Waits until a process that was started listens.
#   await_port TCP|UDP PORT NAME PID
await_port() {
  local flags=-Hnlt left=300
  [ "$1" = TCP ] || flags=-Hnlu
  until [ -n "$(ss $flags "sport = :$2")" ]; do
    [ $((left--)) -gt 0 ] && is_child "$4" || fail "$3 does not listen:" "$work/$3.log"
    sleep 0.1
  done
}

# Keeps each command line once, with names in the place of what differs from run to run.
note() {
  local line="$*"
  line=${line//"$work"/WORK}
  line=${line//"$PWD"/.}
  line=${line//"$JAVA_HOME"/JAVA_HOME}
  line=$(sed -E 's/(127\.0\.0\.1:|-p )[0-9]{5}/\1PORT/g' <<<"$line")
  grep -qsxF -- "$line" "$out/commands.txt" || echo "$line" >>"$out/commands.txt"
}
