# Write what is installed as a bill of materials, then ask the registries of advisories for known holes in it.
# A hole ends with code 1. A registry that cannot be reached is said, and ends with code 2: nobody knows, so nobody is reassured.
set -u
mkdir -p build
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools" && "$tools/bin/pip" install --quiet --quiet --disable-pip-version-check --require-hashes \
    --requirement requirements-audit.txt || {
    echo "audit: the tools of requirements-audit.txt could not be installed; nothing was checked." >&2
    exit 2
}
"$tools/bin/cyclonedx-py" environment --output-reproducible --output-format JSON --output-file build/sbom.json \
    --pyproject pyproject.toml .venv/bin/python 2>/dev/null ||
    "$tools/bin/cyclonedx-py" environment --output-reproducible --output-format JSON --output-file build/sbom.json \
        .venv/bin/python || exit 2
echo "audit: build/sbom.json lists what is installed for Python"

worst=0
# ask WHAT UNREACHABLE COMMAND...: run it; words that fit the pattern mean that nobody could be asked, whatever the code:
# pip-audit passes over packages that its server does not know, and a mirror without advisories knows none.
ask() {
    what=$1
    unreachable=$2
    shift 2
    said=$("$@" 2>&1)
    code=$?
    if printf '%s' "$said" | grep -Eqi "$unreachable"; then
        echo "audit: $what: the server of advisories cannot be reached from here; run make audit where it can" >&2
        [ $worst = 0 ] && worst=2
    elif [ $code = 0 ]; then
        echo "audit: $what: no known hole"
    else
        printf '%s\n' "$said"
        worst=1
    fi
}
for name in requirements requirements-test requirements-audit; do
    ask "$name.txt" 'could not be audited|connection|timed out|resolve|proxy|ServiceError|HTTPError|Max retries|SSLError' \
        "$tools/bin/pip-audit" --progress-spinner off --disable-pip --no-deps --requirement "$name.txt"
done
if command -v npm >/dev/null; then
    ask package-lock.json 'ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN|network|audit endpoint|ENOAUDIT|40[0-9]|50[0-9]' \
        npm audit --package-lock-only --omit=dev
else
    echo "audit: npm is not here; package-lock.json was not checked" >&2
    [ $worst = 0 ] && worst=2
fi
exit $worst
