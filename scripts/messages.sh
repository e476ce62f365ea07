# Collect the texts of code and templates, and merge them into every catalogue of portal/translations/.
set -eu
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
.venv/bin/pybabel --quiet extract --mapping babel.cfg --no-location --sort-output --omit-header --keyword _l --output "$pot" portal
for po in portal/translations/*/LC_MESSAGES/messages.po; do
    .venv/bin/python scripts/messages.py "$pot" "$po"
done
