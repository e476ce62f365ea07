# wrk from Debian, which makes the load of the benchmarks. Without it a slower generator of our own does.
set -eu
. scripts/apt.sh
command -v wrk >/dev/null || apt_or_say wrk wrk || true
