#!/usr/bin/env bash
# Build the wheel, install it somewhere else, and ask it for a price and for what a code means from an empty folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python -m pip wheel -q --no-deps --wheel-dir "$work" .
python -m venv "$work/venv"
"$work/venv/bin/pip" install -q -c constraints.txt "$work"/costcalc-*.whl
mkdir "$work/empty" && cd "$work/empty"
"$work/venv/bin/costcalc" price deepseek/deepseek-v4-flash --requests 1M --input 200 --output 500 \
    --as-of 2026-04-28 --format csv | grep -q ',140,' || { echo "the wheel does not find its cards"; exit 1; }
"$work/venv/bin/costcalc" explain alias | grep -q "YAML alias" || { echo "the wheel does not explain its codes"; exit 1; }
echo "wheel ok"
