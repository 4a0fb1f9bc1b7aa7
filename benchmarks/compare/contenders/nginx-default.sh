# Sourced: nginx's stream module as it comes, with buffers of 16 KiB.

. $here/contenders/nginx.sh
buffer=16k
