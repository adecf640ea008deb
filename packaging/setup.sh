# shellcheck shell=bash disable=SC2034,SC2154
# Shared by packaging/run, packaging/test and .ci/run; sourced by them, not run.
# Needs $root, the folder of the source. Everything it does is skipped where it is done already.

# Qt's own needs: without a display, and on one. The Kerberos library comes with Debian's Python.
qt_packages="libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 \
libgssapi-krb5-2 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 \
fonts-dejavu-core"
# Printers, and the commands lp and lpstat that hand the pages on.
printer_packages="libcups2 cups-client"
# The tests print through a real CUPS, convert through LibreOffice and read pages by other programs;
# the power cuts are recorded by a small library in C.
test_packages="cups-daemon cups-filters xvfb xauth poppler-utils qpdf libreoffice-writer-nogui \
libreoffice-calc-nogui libpulse0 gcc libc6-dev"

say() { printf '\n== %s\n' "$*"; }

stop_with() {
    printf '\nisodesk cannot be set up: %s\n' "$*" >&2
    exit 1
}

# Newer Debian and Ubuntu call some libraries NAMEt64.
is_installed() {
    local name
    for name in "$1" "$1t64"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" != installed ] || return 0
    done
    return 1
}

as_administrator() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        return 127
    fi
}

apt_get() {
    as_administrator env DEBIAN_FRONTEND=noninteractive apt-get \
        -q -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@"
}

# install_packages NAME... : installs what is missing of Debian's packages; elsewhere says so once.
install_packages() {
    local name missing=()
    if ! command -v apt-get >/dev/null; then
        by_hand "$@"
        return
    fi
    for name in "$@"; do is_installed "$name" || missing+=("$name"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing ${#missing[@]} packages of the system: ${missing[*]}"
    if ! { apt_get update && apt_get install -y --no-install-recommends "${missing[@]}"; }; then
        stop_with "these packages are missing, and installing them did not succeed. Ask an
administrator to run
    apt-get install --no-install-recommends ${missing[*]}"
    fi
}

by_hand() {
    [ "$(uname -s)" = Linux ] || return 0
    say "This system has no apt-get. If something is missing below, install by its own means what
Debian calls: $*"
}

# Sets $python to a Python of 3.11 or newer that can make environments.
find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13; do
        if is_new_enough "$candidate"; then
            python=$candidate
            return
        fi
    done
    stop_with "Python 3.11 or newer is needed. Install it, or name it: PYTHON=/path/to/python3 $0"
}

is_new_enough() {
    command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'
}

install_python() {
    if command -v apt-get >/dev/null; then
        command -v "${PYTHON:-python3}" >/dev/null || install_packages python3
    fi
    find_python
    "$python" -c 'import venv, ensurepip' 2>/dev/null || install_packages python3-venv
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        stop_with "$python has no venv module; install it (Debian: python3-venv)."
}

# make_environment run|test : .venv with isodesk, for "test" with what its tests need too.
make_environment() {
    local wanted=$1
    ! is_made_for "$wanted" || return 0
    install_python
    say "Making the Python environment in .venv with $("$python" --version); this loads about 150 MB once"
    "$root/.venv/bin/python" -c '' 2>/dev/null || "$python" -m venv --clear "$root/.venv" ||
        stop_with "$python could not make an environment in .venv."
    install_isodesk "$wanted"
    compile_all
    state_of_the_source >"$root/.venv/made-for-$wanted"
}

# What was made for the tests serves for running.
is_made_for() {
    local state
    state=$(state_of_the_source)
    [ "$(cat "$root/.venv/made-for-test" 2>/dev/null)" = "$state" ] ||
        [ "$(cat "$root/.venv/made-for-$1" 2>/dev/null)" = "$state" ]
}

# Changes when the environment must be made again: other needs, another place, another Python.
state_of_the_source() {
    (
        cd "$root" || exit
        cat pyproject.toml packaging/constraints.txt packaging/setup.sh
        .venv/bin/python -c 'import sys; print(sys.version, sys.prefix)' 2>&1 || true
    ) | cksum
}

install_isodesk() {
    local wanted=("-e" ".") name
    if [ "$1" = test ]; then
        while IFS= read -r name; do wanted+=("$name"); done < <(tools_of_the_tests)
    fi
    pip_install "${wanted[@]}" || stop_with "Python's packages could not be installed; the reason
stands above. The network (or a folder named by PIP_FIND_LINKS) is needed once, and there are
ready-made packages for Linux (x86_64), Windows and macOS 14."
}

# The pins hold for what the build of isodesk itself needs too.
pip_install() {
    local quiet=(--quiet)
    [ ! -t 1 ] || quiet=(--progress-bar=on)
    (
        cd "$root" || exit
        PIP_CONSTRAINT=packaging/constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
            .venv/bin/python -m pip install "${quiet[@]}" --only-binary=:all: "$@"
    )
}

tools_of_the_tests() {
    "$root/.venv/bin/python" - "$root/pyproject.toml" <<'PYTHON'
import sys
import tomllib

with open(sys.argv[1], "rb") as source:
    project = tomllib.load(source)
print(*project["dependency-groups"]["dev"], sep="\n")
print(*sum(project["project"]["optional-dependencies"].values(), []), sep="\n")
PYTHON
}

# Without bytecode the first start, and every start where it may not be written, takes three times
# as long. A sample file of a package that is no Python is no reason to stop.
compile_all() {
    "$root/.venv/bin/python" -m compileall -q "$root/.venv/lib" "$root/isodesk" >/dev/null || true
}

qt_must_start() {
    local said
    said=$(QT_QPA_PLATFORM=offscreen "$root/.venv/bin/python" -c \
        'from PySide6.QtWidgets import QApplication; QApplication([])' 2>&1) && return
    stop_with "Qt does not start here. It says:
$said
On Debian these packages hold what it needs: $qt_packages"
}
