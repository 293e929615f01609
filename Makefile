# The long jobs, each by one word. The README has the two commands that a newcomer needs.
PYTHON ?= .venv/bin/python

.PHONY: bench fuzz single-file lock

bench: ## every benchmark, into benchmarks/RESULTS.md
	$(PYTHON) -m pip install --quiet -e '.[dev,bench]'
	$(PYTHON) benchmarks/run.py

fuzz: ## a million inputs into everything that reads
	$(PYTHON) tests/fuzz/run.py --count 1000000

single-file: ## dist/reg7check.pyz: the program in one file, for every machine
	$(PYTHON) -m build --no-isolation --wheel
	$(PYTHON) packaging/single_file.py dist/reg7check-*.whl

LOCKED = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

lock: ## both locks, with the newest libraries that pyproject.toml allows
	$(LOCKED) --upgrade --extra dev --output-file requirements/ci.lock
	$(LOCKED) --upgrade --output-file requirements/runtime.lock
