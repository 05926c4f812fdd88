#!/bin/sh
# Write requirements.txt and requirements-test.txt from pyproject.toml: every platform, Python 3.11 and later, with hashes.
# Versions that are locked stay as they are; `--upgrade` takes newer ones. The files name no host, so any mirror serves.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v .venv/bin/uv || command -v uv || true)
if [ -z "$uv" ]; then
  echo "tools/lock.sh needs uv: install it with .venv/bin/python -m pip install uv" >&2
  exit 1
fi

compile() {
  output=$1
  shift
  "$uv" pip compile pyproject.toml --group pyproject.toml:build --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --output-file "$output" "$@"
  {
    echo "# Written by \`make lock\` from pyproject.toml; not edited by hand. Every platform, Python 3.11 and later."
    grep -v '^#' "$output"
  } >"$output.new"
  mv "$output.new" "$output"
}

compile requirements.txt "$@"
compile requirements-test.txt --extra test --extra docs --constraint requirements.txt "$@"
