# Lint, types, then one run of all tests on both cores and both databases, browser journeys included: one closing line.
set -eu
sh scripts/lint.sh
exec .venv/bin/python -m pytest --numprocesses 2 --dist worksteal --database both "$@"
