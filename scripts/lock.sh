# Pin what requirements*.in and package.json ask for, for Debian 12's Python 3.11.2 and newer.
# uv lives in a virtualenv of its own, so that .venv holds what is pinned and no more.
set -eu
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check uv
for name in requirements-pip requirements requirements-test requirements-audit requirements-node; do
    "$tools/bin/uv" pip compile --quiet --no-config --python-version 3.11.2 --strip-extras --no-emit-index-url \
        --generate-hashes --allow-unsafe \
        --custom-compile-command "make lock" --output-file "$name.txt" "$name.in"
done
npm install --package-lock-only
