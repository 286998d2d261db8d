#!/bin/sh
# Writes the lock files from pyproject.toml (needs uv): every version and hash, for every platform, no address.
set -eu
cd "$(dirname "$0")/.."
lock() {
    uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --no-annotate --quiet "$@"
}
lock --group build --output-file requirements.txt
lock --group build --group dev --all-extras --constraints requirements.txt --output-file requirements-dev.txt
