# Shared by ./demo, ./test and the benchmarks: numbered steps with their times, and system packages.

step_number=0
started=$SECONDS

# step TITLE COMMAND…: runs a step, prints its time; its output stays on the screen.
step() {
    local title=$1 begun=$SECONDS status=0
    shift
    step_number=$((step_number + 1))
    printf '\n[%d] %s\n' "$step_number" "$title"
    "$@" || status=$?
    if ((status == 0)); then
        printf '    done in %d s\n' $((SECONDS - begun))
    else
        printf '    FAILED after %d s (exit status %d)\n' $((SECONDS - begun)) "$status"
    fi
    return "$status"
}

# quietly LOG COMMAND…: output to a log, a sign of life every ten seconds; the log's end is shown on failure.
quietly() {
    local log=$1 status=0 begun=$SECONDS
    shift
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 &
    local child=$!
    trap 'kill "$child" 2>/dev/null; exit 130' INT TERM
    while kill -0 "$child" 2>/dev/null; do
        for _ in 1 2 3 4 5 6 7 8 9 10; do
            sleep 1
            kill -0 "$child" 2>/dev/null || break
        done
        kill -0 "$child" 2>/dev/null && printf '    … %d s  %s\n' $((SECONDS - begun)) "$(grep -E '^\[[0-9]+/[0-9]+\]' "$log" | tail -1 | cut -c1-70)"
    done
    wait "$child" || status=$?
    trap - INT TERM
    if ((status != 0)); then
        grep -E 'error:' "$log" | sort -u | head -20 || true
        tail -5 "$log"
        echo "    the whole log: $log"
    fi
    return "$status"
}

# need COMMAND PACKAGE: installs a Debian package unless the command is there.
need() {
    command -v "$1" >/dev/null 2>&1 || install_packages "$2"
}

# install_packages NAME…: from Debian, with a word to those who have no apt-get.
install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "    missing: $* (names of Debian packages); install and call again"
        return 1
    fi
    echo "    installing $* …"
    local sudo=''
    [[ $(id -u) == 0 ]] || sudo=sudo
    $sudo apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$@" >/dev/null
}

# Everything that a build takes.
need_swift() { need_swift_and_git && need_libraries; }

# The C libraries that the build links: zip archives, Shapefiles, GeoPackages, linear programmes, workbooks, Stata files.
need_libraries() {
    { pkg-config --exists libzip shapelib sqlite3 clp xlsxwriter expat 2>/dev/null && [[ -e /usr/include/readstat.h ]]; } ||
        install_packages pkg-config libzip-dev libshp-dev libsqlite3-dev coinor-libclp-dev libxlsxwriter-dev libexpat1-dev libreadstat-dev
}

# The compiler and git cannot be installed by name everywhere; say where they come from.
need_swift_and_git() {
    if ! command -v swift >/dev/null 2>&1; then
        echo "Swift 6.3 is missing: https://www.swift.org/install/linux"
        return 1
    fi
    need git git
}
