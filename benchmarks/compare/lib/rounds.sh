# Sourced: the order in which things are started, warmed up, measured in turn, and stopped.
# A workload and a contender are a file each, whose comments say what it has to define.

readonly families=(keepalive body stream connect udp idle open)

all_workloads() {
  local family
  for family in "${families[@]}"; do
    (. "$here/workloads/$family.sh" && list_workloads)
  done
}

family_of() {
  local name=$1
  [[ $name =~ ^[a-z0-9-]+$ ]] && [ -f "$here/workloads/${name%%-*}.sh" ] && echo "${name%%-*}"
}

# Reads the file of a workload, which then is the current one.
choose_workload() {
  fresh=no
  with_direct=yes
  with_defaults=no
  with_cpu=yes
  . "$here/workloads/$(family_of "$1").sh"
  choose "$1"
}

require_workload() {
  if ! family_of "$1" >/dev/null || ! (choose_workload "$1"); then
    echo "$here/run: no workload is called $1; --list names what there is, with 8800 connections at the most" >&2
    exit 64
  fi
}

require_contender() {
  [[ $1 =~ ^[a-z-]+$ ]] && [ "$1" != sluice ] && [ -f "$here/contenders/$1.sh" ] && return
  echo "$here/run: no contender is called $1; --list names them, --sluice adds variants of Sluice" >&2
  exit 64
}

list() {
  local workload
  while read -r workload; do
    choose_workload "$workload"
    printf '%-24s %s\n' "$workload" "$title"
  done < <(all_workloads)
  echo
  echo "contenders: direct haproxy haproxy-splice nginx sluice; haproxy-default nginx-default for streams"
}

# A text that a process reads: into the folder of this run, and into the results as it is.
configure() {
  tee "$work/$1" | sed "s:$work:WORK:g; s/ *$//" >"$out/configurations/$1"
}

# A copy of what was built, so that a change of the sources does not reach into the run.
freeze_sluice() {
  if [ $built = no ]; then ./sluice version >/dev/null; fi
  sluice=$work/release/sluice
  mkdir "$work/release"
  cp -r lb-app/target/lib sluice "$work/release"
  ln -s "$JAVA_HOME" "$work/release/runtime"
}

# A folder for the results that has none yet; one that was named may have older ones.
prepare_results() {
  local base=$here/results/$(date +%Y-%m-%d)-$(commit) count=1
  if [ -z "$out" ]; then
    out=$base
    while [ -e "$out" ]; do out=$base-$((++count)); done
  elif [ -e "$out/raw.csv" ]; then
    rm -rf "$out"
  elif [ -e "$out" ]; then
    echo "$here/run: $out is there already, and holds no results" >&2
    exit 1
  fi
  mkdir -p "$out/configurations" "$out/calls"
  echo "workload,round,contender,metric,value" >"$out/raw.csv"
  echo "workload,unit,title" >"$out/workloads.csv"
  : >"$out/failed.txt"
  : >"$out/commands.txt"
  describe_machine >"$out/machine.txt"
}

# Which contenders take part in the current workload, a name each.
take_part() {
  local contender
  for contender in "${contenders[@]}"; do
    [ "$contender" = direct ] && [ $with_direct = no ] && continue
    [[ $contender == *-default ]] && [ $with_defaults = no ] && continue
    [[ $contender == haproxy* ]] && [ "$protocol" = UDP ] && continue
    echo "$contender"
  done
  printf '%s\n' "${variants[@]}"
}

# Starts a contender in front of the endpoint; its ports and processes are in these:
declare -A port_of pids_of process_of

start_contender() {
  local name=${1%%:*} settings=
  [[ $1 == *:* ]] && settings=${1#*:}
  find_port
  port=$free_port
  pids=()
  process=
  if [ -f "$here/contenders/$1.sh" ] && [ "$1" != sluice ]; then
    . "$here/contenders/$1.sh"
  else
    . "$here/contenders/sluice.sh"
  fi
  start_balancer "$name" "$settings"
  port_of[$name]=$port
  process_of[$name]=$process
  pids_of[$name]=${pids[*]}
}

stop_contender() {
  if [ -n "${process_of[$1]}" ]; then stop "${process_of[$1]}"; fi
}

current=

# One workload in a shell of its own, so that one that fails does not take the others with it.
compare_alone() {
  (
    self=$BASHPID
    trap stop_all EXIT
    trap 'exit 143' TERM
    compare "$1"
  ) &
  current=$!
  wait "$current" || echo "$1" >>"$out/failed.txt"
  current=
}

stop_current() {
  [ -n "$current" ] || return 0
  kill -TERM "$current" 2>/dev/null || true
  wait "$current" 2>/dev/null || true
}

# One workload: everybody is started and warmed up, then measured in turn.
compare() {
  local workload=$1 round name names=() contender
  choose_workload "$workload"
  echo "$workload,$unit,$title" >>"$out/workloads.csv"
  mapfile -t names < <(take_part)
  serve
  for contender in "${names[@]}"; do
    if [ $fresh = no ]; then
      start_contender "$contender"
      name=${contender%%:*}
      [ "$warmup" != 0 ] || continue
      tell "$workload: warm-up, $name"
      read -ra watched <<<"${pids_of[$name]}"
      load "${port_of[$name]}" "$warmup" "$work/figures"
    fi
  done
  for ((round = 1; round <= rounds; round++)); do
    local turn
    for ((turn = 0; turn < ${#names[@]}; turn++)); do
      # Each round begins with another one, and every second one goes backwards: nobody always
      # follows the same neighbour.
      local place=$(((turn + round - 1) % ${#names[@]}))
      if ((round % 2 == 0)); then place=$((${#names[@]} - 1 - place)); fi
      contender=${names[place]}
      name=${contender%%:*}
      tell "$workload: round $round of $rounds, $name"
      if [ $fresh = yes ]; then start_contender "$contender"; fi
      # shellcheck disable=SC2086 # a list of numbers
      measure "$workload" "$round" "$name" "${port_of[$name]}" ${pids_of[$name]}
      if [ $fresh = yes ]; then stop_contender "$name"; fi
    done
  done
  # Whether it runs is seen in one workload as well as in all.
  if [ $fresh = no ] && { [ $quick = no ] || [ "$workload" = "${workloads[0]}" ]; }; then
    for contender in "${names[@]}"; do
      name=${contender%%:*}
      [ -n "${pids_of[$name]}" ] || continue
      tell "$workload: system calls, $name"
      # shellcheck disable=SC2086 # a list of numbers
      trace "$workload" "$name" "${port_of[$name]}" ${pids_of[$name]}
    done
  fi
  stop_all
  tell
}

# Progress on a terminal, in one line.
tell() {
  [ -t 2 ] || return 0
  printf '\r\033[K%s' "$*" >&2
}
