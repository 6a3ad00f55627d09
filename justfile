# Developer commands; `just` lists them.
export PATH := justfile_directory() / ".venv/bin:" + env("PATH")

_default:
    @just --list --unsorted

# make .venv with everything a developer needs
setup:
    python3 -m venv .venv
    .venv/bin/pip install -q -c constraints.txt -e '.[dev]'

# run the quick tests, about a minute
test *args:
    pytest -m "not slow" {{ args }}

# run all tests
test-all *args:
    pytest {{ args }}

# how much of the code the quick tests reach, branches included
cover *args:
    pytest --cov -m "not slow" {{ args }}

# what takes minutes: the pull requests of the laboratory, all requests of the agreements
lab *args:
    pytest -m long --long {{ args }}

# style, spelling
lint:
    ruff check .
    ruff format --check .
    codespell

# static types
types:
    mypy

# who may import whom
layers:
    lint-imports

# what is generated is up to date
docs:
    python -m tools.generate --check

# write what is generated: docs, schemas, the picture
generate:
    python -m tools.generate

# make the catalogue of what somebody lists anew, of the packages that are installed: `--day 2026-11-30`
catalogue *args:
    python -m tools.catalogue {{ args }}

# the wheel holds the cards, and works far from this folder
wheel:
    bash tools/wheel.sh

# the check of 200 scenarios of 10 options, in seconds
bench-check:
    python -m tools.bench_check

# start-up against the bare interpreter: medians of ratios, side by side
bench *args:
    python -m tools.bench {{ args }}

# pricing in a loop beside genai-prices, and every model of litellm: medians of ratios, side by side
bench-price *args:
    python -m tools.bench_price {{ args }}

# what is printed of everything, before and after a change: `write OUT`, `diff BEFORE AFTER --allow GLOB`
compare-trees *args:
    python -m tools.compare_trees {{ args }}

# both parsers of YAML on spoilt texts, and what differs: `TEXTS SEED`
two-parsers *args:
    python -m tools.two_parsers {{ args }}

# asking a plan again beside planning it: medians of ratios, side by side
bench-plan:
    python -m tools.bench_plan

# everything that CI does
ci:
    .ci/run
