#!/bin/sh
# Restart the replicas on this machine one by one, each only when the other one is ready:
#   deploy/rolling.sh 8501 8502        (ADDRESS: where they listen, 127.0.0.1 by default)
# nginx leads requests and sessions of a replica that stops to the other.
set -eu
address="${ADDRESS:-127.0.0.1}"

ready() {
    curl --fail --silent --output /dev/null --max-time 5 "http://$address:$1/readyz"
}

for port in "$@"; do
    for other in "$@"; do
        [ "$other" = "$port" ] || ready "$other" || { echo "replica $other is not ready; stopped before $port" >&2; exit 1; }
    done
    systemctl restart "beeld@$port"
    seconds=0
    until ready "$port"; do
        seconds=$((seconds + 1))
        [ "$seconds" -lt 120 ] || { echo "replica $port is not ready after 120 s; the others still run" >&2; exit 1; }
        sleep 1
    done
    echo "replica $port is ready"
done
