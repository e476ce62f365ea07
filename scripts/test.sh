# Lint, types, then one run of all tests on both cores and both databases, browser journeys included: one closing line.
set -eu
sh scripts/lint.sh
# Every thread of a search writer would keep a heap of its own: without a limit a run grows to two gigabytes a process.
export MALLOC_ARENA_MAX=1
# Three processes on two cores: one works while others wait for a server or a browser (16 minutes instead of 22).
exec .venv/bin/python -m pytest --numprocesses 3 --dist worksteal --database both "$@"
