# Collect the texts of code and templates, and merge them into every catalogue of portal/translations/.
set -eu
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
.venv/bin/pybabel --quiet extract --mapping babel.cfg --no-location --sort-output --omit-header --output "$pot" portal
.venv/bin/pybabel --quiet update --input-file "$pot" --output-dir portal/translations --no-fuzzy-matching --ignore-obsolete --omit-header
