# Each target is one line that you could type; VENV says where the environment is.
VENV ?= .venv
export VENV
export PATH := $(abspath $(VENV))/bin:$(PATH)

.PHONY: demo serve test check screenshots

demo: # a real crisis replayed, then served on 127.0.0.1:8000
	@bin/setup run && planblanc demo

serve: # the service on DATABASE_URL, or on the embedded database
	@bin/setup run && planblanc serve

test: # the whole suite on its own throw-away database
	@bin/setup dev && python -m pytest -n auto --dist loadfile

check: # style, types, directions of imports, published contracts, the long random tests
	@bin/setup dev && ruff check && ruff format --check && mypy && lint-imports && python -m pytest -m "long or contract"

screenshots: # each page of the console in light, dark, on a phone and as it prints, into screenshots/
	@bin/setup dev && python -m tests.browser.screenshots
