# What a developer types. `make check` is everything that CI runs.
PY := .venv/bin/python
BIN := .venv/bin
FONTS := /usr/share/fonts/truetype/noto

.PHONY: check format lint types contracts test quick newest mutants bench run words lock kern pictures

check: lint types contracts test

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format:
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

test:
	$(PY) -m pytest

quick:  # all that starts no real program and kills none
	$(PY) -m pytest -m "not real"

newest:  # the tests with the newest versions that pyproject.toml allows, in an environment of their own
	python3 -m venv --clear .venv-newest
	.venv-newest/bin/pip install -q -e '.[dev]'
	.venv-newest/bin/python -m pytest

bench:
	$(PY) -m tests.bench

mutants:  # do the tests bite? MUTANTS="idle bidi --all": these rooms, every fault
	$(PY) -m tests.mutants $(MUTANTS)

run:
	$(BIN)/kiosk up

words:  # collect the program's words and hand them to every language
	$(BIN)/pybabel -q extract --omit-header --no-wrap --add-location=file --sort-by-file \
	  --ignore-dirs=".*" -F babel.cfg -o locales/kiosk.pot kiosk
	$(BIN)/pybabel -q update --no-wrap -N --ignore-obsolete --ignore-pot-creation-date \
	  -i locales/kiosk.pot -d locales -D kiosk
	$(BIN)/pybabel -q extract --omit-header --no-wrap --add-location=file --sort-by-file \
	  --ignore-dirs=".*" -k sentence -F babel-editors.cfg -o locales/editors.pot kiosk
	$(BIN)/pybabel -q update --no-wrap -N --ignore-obsolete --ignore-pot-creation-date \
	  -i locales/editors.pot -d locales -D editors -l de

kern:  # choose anew from KERN UX what the pages use; KERN: the unpacked package @kern-ux/native
	$(PY) .ci/kern.py $(KERN) kiosk/hub/static/vendor/kern

pictures:  # draw anew what the terminal draws of points; FONTS: where Noto Sans is
	$(PY) .ci/pictures kiosk/terminal/drawn/data $(FONTS)
	$(PY) .ci/pictures/board.py docs/editor-pictures.png
	$(PY) .ci/pictures/readme.py docs

# Every platform's hashes, no address of an index, and what builds the project itself.
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --all-build-deps \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
  --no-header --allow-unsafe

lock:  # newest versions that pyproject.toml allows: one lock to develop with, its part to run with
	$(LOCK) --upgrade --extra dev -o requirements-dev.lock pyproject.toml
	$(LOCK) --upgrade -c requirements-dev.lock -o requirements.lock pyproject.toml
