# Lighthouse from npm, pinned in benchmarks/lighthouse/, run by the Node.js that Playwright brings. Without it that part of the
# benchmarks says so.
set -eu
cd benchmarks/lighthouse
[ -d node_modules/lighthouse ] || npm ci --loglevel=error --no-progress >/dev/null ||
    echo "setup: Lighthouse is missing" >&2
