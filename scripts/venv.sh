# Make .venv with Python 3.11 or newer.
set -eu
. scripts/apt.sh
command -v python3 >/dev/null || apt_or_say python3 python3 python3-venv ca-certificates
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "setup: Python 3.11 or newer is needed, this is $(python3 --version)." >&2
    exit 1
}
# Debian ships venv without ensurepip until python3-venv is there.
python3 -c 'import ensurepip' 2>/dev/null || apt_or_say python3-venv python3-venv ca-certificates
echo "setup: making .venv"
python3 -m venv --clear .venv
# The pip that Python brings has known holes, and nothing that runs needs the setuptools beside it.
sh scripts/pip.sh requirements-pip.txt
.venv/bin/python -m pip uninstall --quiet --yes setuptools
