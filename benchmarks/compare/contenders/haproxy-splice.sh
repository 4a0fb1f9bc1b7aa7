# Sourced: HAProxy in TCP mode that is told to splice whatever it moves, through pipes for streams.

. $here/contenders/haproxy.sh
tuning="tune.pipesize 262144"
splicing=yes
