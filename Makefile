# Pantau. Each line calls a small script; `make help` lists them.
# Every product is a file or has its stamp beside it, so a second run does nothing.
SHELL := /bin/sh
BIN := .venv/bin
PO := $(wildcard portal/translations/*/LC_MESSAGES/*.po)
ASSETS := portal/static/vendor/.complete
CSS := portal/static/css
# Every page needs these: written apart, sent as one, for a cheap phone pays for every request.
SHEETS := $(addprefix $(CSS)/,reset.css tokens.css base.css layout.css parts.css life.css ticket.css timeline.css photo.css pair.css flags.css print.css)

.PHONY: help run test test-faults test-lens test-load flood gaming bench lighthouse photos lint setup setup-test lock audit messages clean
.DELETE_ON_ERROR:

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort | expand -t 12

run: setup ## set up everything, fill a demonstration city on the first start, serve on $PORT
	@SMTP_URL="$${SMTP_URL-file:}" exec $(BIN)/flask --app wsgi portal start

test: setup-test ## set up everything, run lint, types, unit, PostgreSQL and browser tests
	@exec sh scripts/test.sh $(ARGS)

test-faults: setup-test ## inject some hundred faults (minutes) and write what people saw into docs/faults.md
	@PANTAU_FAULTS=1 exec $(BIN)/python -m pytest tests/faults tests/importers/test_killed.py --database both $(ARGS)

test-lens: setup-test ## the search at its whole size (half an hour): 500 queries by both engines, every nasty value
	@PANTAU_FAULTS=1 exec $(BIN)/python -m pytest --database sqlite --timeout 3600 \
		tests/search/test_real_city.py tests/blueprints/tickets/test_any_query.py $(ARGS)

gaming: setup-test ## try the ways to game a scorecard and write what came of them into docs/gaming.md
	@PANTAU_GAMING=1 exec $(BIN)/python -m pytest tests/projections/test_gaming.py --database sqlite $(ARGS)

bench: setup-test ## run benchmarks/ and print the table; FULL=1 for every size
	@sh scripts/bench-programs.sh && sh scripts/lighthouse.sh && exec $(BIN)/python -m benchmarks $(if $(FULL),--full) $(ARGS)

lighthouse: setup-test ## first visits as a cheap phone makes them, into benchmarks/lighthouse.md
	@sh scripts/lighthouse.sh && exec $(BIN)/python -m benchmarks --parts phone --out benchmarks/lighthouse.md $(ARGS)

photos: setup-test ## what copies of pictures are found and what is taken for one wrongly, into benchmarks/photos.md
	@exec $(BIN)/python -m benchmarks.photos $(ARGS)

lint: .venv/.test ## ruff and mypy --strict
	@exec sh scripts/lint.sh

setup: .venv/.run $(ASSETS) $(CSS)/pantau.css $(PO:.po=.mo) ## .venv, requirements, npm assets, stylesheet, translations

setup-test: setup .venv/.test ## what the tests need on top: test requirements, Chromium, PostgreSQL

test-load: setup-test ## 200 readers and 20 officers through nginx beside an import, for two minutes
	@exec $(BIN)/python -m benchmarks.front $(ARGS)

flood: setup-test ## 1,000 reports a minute by program, beside readers and people, into benchmarks/flood.md
	@exec $(BIN)/python -m benchmarks.flood $(ARGS)

audit: .venv/.run ## list what is installed (build/sbom.json, CycloneDX) and ask for known holes of it
	@exec sh scripts/audit.sh

lock: ## pin requirements*.in and package.json again
	@exec sh scripts/lock.sh

messages: .venv/.run ## collect the texts of code and templates into the translations
	@exec sh scripts/messages.sh

clean: ## remove all that set-up made; data in var/ stays
	rm -rf .venv node_modules portal/static/vendor $(CSS)/pantau.css $(PO:.po=.mo)

.venv/bin/python:
	@sh scripts/venv.sh

.venv/.run: requirements.txt .venv/bin/python
	@sh scripts/pip.sh requirements.txt && touch $@

.venv/.test: requirements-test.txt scripts/test-programs.sh .venv/.run
	@sh scripts/pip.sh requirements-test.txt && sh scripts/test-programs.sh && touch $@

$(ASSETS): package-lock.json scripts/assets.sh scripts/fonts.py .venv/.run
	@sh scripts/assets.sh

$(CSS)/pantau.css: $(SHEETS)
	@cat $^ > $@

%.mo: %.po .venv/.run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
