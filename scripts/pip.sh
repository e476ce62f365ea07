# Install one pinned requirements file into .venv. Where it has hashes pip demands one of every package (tests/house).
set -eu
echo "setup: pip install -r $1"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$1"
