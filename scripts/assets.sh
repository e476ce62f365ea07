# Copy htmx, Leaflet and the font from npm packages to the static folder that git ignores.
# Without them the portal still works (no JavaScript, a system font), so a failure here is said and not fatal.
set -eu
vendor=portal/static/vendor
modules=node_modules

fetch() {
    PATH="$PATH:$PWD/.venv/bin"
    command -v npm >/dev/null || sh scripts/pip.sh requirements-node.txt
    echo "setup: npm ci"
    npm ci --silent
}

copy() {
    mkdir -p "$vendor/images"
    cp "$modules/htmx.org/dist/htmx.min.js" "$modules/leaflet/dist/leaflet.js" "$modules/leaflet/dist/leaflet.css" "$vendor/"
    cp "$modules"/leaflet/dist/images/*.png "$vendor/images/"
    cp "$modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2" \
        "$vendor/plus-jakarta-sans.woff2"
}

if fetch && copy; then
    touch "$vendor/.complete"
else
    echo "setup: npm assets are missing: pages go without JavaScript, map tiles and their font. Run make again to retry." >&2
fi
