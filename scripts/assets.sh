# Copy htmx, Leaflet, what draws street maps and the font from npm packages to the static folder that git ignores.
# Without them the portal still works (no JavaScript, a system font), so a failure here is said and not fatal.
set -eu
vendor=portal/static/vendor
modules=node_modules

have_npm() {
    command -v npm >/dev/null && return
    sh scripts/pip.sh requirements-node.txt
    PATH="$PATH:$PWD/.venv/bin"
    # This Node.js brings certificates of its own; a machine behind a proxy has its own in the system's store.
    export PATH NODE_OPTIONS=--use-system-ca
}

fetch() {
    echo "setup: npm ci"
    npm ci --loglevel=error --no-progress >/dev/null
}

copy() {
    mkdir -p "$vendor/images" &&
        cp "$modules/htmx.org/dist/htmx.min.js" "$modules/leaflet/dist/leaflet.js" "$modules/leaflet/dist/leaflet.css" \
            "$modules/protomaps-leaflet/dist/protomaps-leaflet.js" "$vendor/" &&
        cp "$modules"/leaflet/dist/images/*.png "$vendor/images/" &&
        .venv/bin/python scripts/fonts.py \
            "$modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2" "$vendor"
}

if have_npm && fetch && copy; then
    touch "$vendor/.complete"
else
    echo "setup: npm assets are missing: pages go without JavaScript, map tiles and their font. Run make again to retry." >&2
fi
