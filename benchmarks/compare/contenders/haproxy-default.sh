# Sourced: HAProxy in TCP mode as it comes: it copies, through buffers of 16 KiB.

. $here/contenders/haproxy.sh
tuning=""
