# Sourced: HAProxy in TCP mode that is told to splice whatever it moves.

. $here/contenders/haproxy.sh
splicing=yes
