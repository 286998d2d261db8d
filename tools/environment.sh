#!/bin/sh
# Makes .venv from the lock: `environment.sh run` for use, `environment.sh dev` for the workshop.
# A stamp with the lock's checksum makes a second call cost nothing.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
lock=requirements.txt
[ "$kind" = dev ] && lock=requirements-dev.txt
sum() { cat "$1" pyproject.toml | cksum | tr ' ' '-'; }

if [ -x .venv/bin/gonghui ] && [ "$(cat ".venv/.$kind" 2>/dev/null)" = "$(sum "$lock")" ]; then
    exit 0
fi

python=${PYTHON:-}
if [ -z "$python" ]; then
    for candidate in python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
fi
if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "需要 Python 3.11 或更高版本 / Python 3.11 or later is needed (found: $(python3 --version 2>&1 || true))." >&2
    echo "Name another one with: make ... PYTHON=/path/to/python3.11" >&2
    exit 1
fi

if [ ! -x .venv/bin/python ]; then
    echo "Creating .venv with $("$python" --version) ..."
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "Python 缺少 venv 组件 / Python cannot make virtual environments here." >&2
        echo "On Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
fi

echo "Installing the locked packages ($lock) ..."
pip() { .venv/bin/python -m pip install -qq --disable-pip-version-check "$@"; }
install() { pip "$@"; }
if uv --version >/dev/null 2>&1; then # the same packages by the same checksums, in seconds; what it cannot reach, pip may
    install() { uv pip install --quiet --python .venv/bin/python "$@" 2>/dev/null || pip "$@"; }
fi
.venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip --upgrade >/dev/null
install --require-hashes --requirement "$lock"
install --no-deps --no-build-isolation --editable .

sum "$lock" >".venv/.$kind"
if [ "$kind" = dev ]; then # the workshop's environment contains the other
    sum requirements.txt >.venv/.run
fi
