# Chromium, PostgreSQL, Redis and nginx from Debian: browser journeys, the second database, the shared page cache, and what
# stands in front.
# Where one cannot be had, the tests that need it are skipped by name, so this never fails.
set -eu
. scripts/apt.sh
driver=$(.venv/bin/python -c 'import playwright, pathlib; print(pathlib.Path(playwright.__file__).parent / "driver/node")')

command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    apt_or_say Chromium chromium fonts-liberation || true
# Playwright brings a Node.js of its own, which asks for one library that a bare Debian lacks.
"$driver" --version >/dev/null 2>&1 || apt_or_say libatomic libatomic1 || true
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
    apt_or_say PostgreSQL postgresql || true
command -v redis-server >/dev/null || apt_or_say Redis redis-server || true
command -v nginx >/dev/null || ls /usr/sbin/nginx >/dev/null 2>&1 || apt_or_say nginx nginx-light || true
