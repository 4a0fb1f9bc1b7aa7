# Sourced: what a connection takes that is open and says nothing. idle-CONNECTIONS

list_workloads() {
  echo idle-5000
}

choose() {
  connections=${1#idle-}
  protocol=TCP
  unit="idle connection"
  title="memory of $connections connections over which nothing passes"
  # What a process has freed it may keep, so each round has a new one; without one there is nothing to see.
  fresh=yes
  with_direct=no
  with_cpu=no
  [[ $connections =~ ^[1-9][0-9]{0,3}$ ]] && [ "$connections" -gt 100 ] && [ "$connections" -le 8800 ]
}

serve() {
  serve_http
}

load() {
  local before after before_shared after_shared
  # The first connections bring code and tables with them.
  hold "$1" 100
  finish
  sleep 1
  before=$(resident_of "${watched[@]}")
  before_shared=$(proportional_of "${watched[@]}")
  hold "$1" "$connections"
  sleep 1
  after=$(resident_of "${watched[@]}")
  after_shared=$(proportional_of "${watched[@]}")
  finish
  {
    echo "work $connections"
    awk -v n=$((connections - 100)) '{ printf "each %.0f\neachProportional %.0f\n", ($2 - $1) * 1024 / n, ($4 - $3) * 1024 / n }' \
      <<<"$before $after $before_shared $after_shared"
  } >"$3"
}

# Opens so many and waits until they are.
hold() {
  local left=200
  : >"$work/idle.out"
  begin 60 "$work/idle.out" "$sluice" bench idle "127.0.0.1:$1" --connections "$2" --hold 5s
  until grep -q '^open ' "$work/idle.out"; do
    [ $((left--)) -gt 0 ] && is_child "$begun" || fail "idle connections do not open:" "$work/idle.out" "$work/idle.out.err"
    sleep 0.1
  done
}
