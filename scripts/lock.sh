# Pin what requirements*.in and package.json ask for. Uses a virtualenv of its own, so that .venv holds what is pinned and no more.
set -eu
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check pip-tools
for name in requirements requirements-test; do
    "$tools/bin/pip-compile" --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
        --output-file "$name.txt" "$name.in"
done
npm install --package-lock-only
