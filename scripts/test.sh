# Lint, types, then one run of all tests on both cores and both databases, browser journeys included: one closing line.
set -eu
# Lint keeps one core busy. The other reads the tests meanwhile: what pytest makes of them is kept for the processes below.
unset PYTHONDONTWRITEBYTECODE
.venv/bin/python -m pytest --collect-only --quiet "$@" >/dev/null 2>&1 &
sh scripts/lint.sh
wait || true # what is wrong with a test says the run itself
# Every thread of a search writer would keep a heap of its own: without a limit a run grows to two gigabytes a process.
export MALLOC_ARENA_MAX=1
# Three processes on two cores: one works while others wait for a server or a browser (16 minutes instead of 22).
exec .venv/bin/python -m pytest --numprocesses 3 --dist worksteal --database both "$@"
