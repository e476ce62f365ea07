# Lint, types, then all tests: unit tests on SQLite and PostgreSQL, journeys in Chromium. One pytest run, one closing line.
set -eu
sh scripts/lint.sh
exec .venv/bin/python -m pytest "$@"
