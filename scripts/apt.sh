# Sourced. `apt_or_say PROGRAM PACKAGE...`: have Debian install the packages; where that cannot be, say what is needed.
apt_or_say() {
    program=$1
    shift
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "setup: apt-get install $*"
        # The lists of a fresh machine are empty or old: fetch them when the first try fails.
        apt_install "$@" || { apt-get update -qq && apt_install "$@"; } && return 0
    fi
    echo "setup: $program is missing. Install it (Debian: apt-get install $*) and run make again." >&2
    return 1
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" </dev/null >/dev/null
}
