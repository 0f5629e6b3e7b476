# demo and test create .venv and install what they need; users without make find the same commands in the README.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PEERS := .venv-peers/bin

.PHONY: demo test lint bench bench-peers models wheel clean

$(READY): setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[all,test]'
	touch $@

demo: $(READY)
	$(BIN)/gongbao run corpus/bulletins --out out/demo --rebuild
	$(BIN)/gongbao explore out/demo

test: $(READY)
	$(BIN)/python -m pytest -n 2

lint: $(READY)
	$(BIN)/ruff check pipeline tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports

models: $(READY)
	$(BIN)/gongbao train --data corpus/areas --data corpus/gold/train --out models/areas

bench: $(READY)
	$(BIN)/python tests/bench/run.py

bench-peers: $(READY)
	$(PYTHON) -m venv .venv-peers
	$(PEERS)/python -m pip install --quiet 'setuptools<80' 'emoji<1.7' jieba==0.42.1 jionlp==1.5.27 recognizers-text-suite==1.0.2a2 jiagu==0.2.3 'spacy>=3.7,<4' opencc-python-reimplemented==0.1.7
	$(BIN)/python tests/bench/run.py --peers $(PEERS)/python

wheel: $(READY)
	rm -rf build dist
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf .venv .venv-peers build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
