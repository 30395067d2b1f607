# Everything runs in .venv, which `make setup` makes.
python := .venv/bin/python

.PHONY: setup check test slow demo golden bench

setup:            ## a virtual environment with everything that tests and checks need
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[test,dev]'

check:            ## lint, format, types, layers
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test:             ## the tests, as CI runs them
	$(python) -m pytest -q -n 2

demo:             ## both example memos
	$(python) -m briefgen build

golden:           ## write the golden memos anew, to be read in the diff
	$(python) -m pytest -q tests/test_golden.py --update-golden

bench:            ## the figures of docs/figures.md
	$(python) benchmarks/build_case.py
