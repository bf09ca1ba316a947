PYTHON ?= python3
PORT ?= 8000

export EDC_PROTOCOL_FILE ?= trial/protocols/ct19_all_02.toml
ifndef DATABASE_URL
run: export EDC_DEMO ?= 1
endif

RUN := $(PYTHON) -I edc/bootstrap.py requirements.txt
DEV := $(PYTHON) -I edc/bootstrap.py requirements-dev.txt

.PHONY: run demo test lint bench messages docs

run: ## Install what is missing, start everything, print the address
	@exec $(RUN) manage.py serve --port $(PORT)

demo: export EDC_DEMO = 1
demo: ## Fill an empty trial with synthetic participants: make demo PARTICIPANTS=200
	@exec $(RUN) manage.py make_demo $(if $(PARTICIPANTS),--participants $(PARTICIPANTS))

test: ## Everything: linters, then unit, database, journey and browser tests
	@$(MAKE) --no-print-directory lint || { bad=1; echo "*** LINT FAILED, see above; the tests run all the same ***"; }; \
	$(DEV) -m pytest -n auto -q $(PYTEST) && test -z "$$bad"

lint: ## Style, types, and who may import whom
	@$(DEV) -m ruff check .
	@$(DEV) -m ruff format --check .
	@$(DEV) -m mypy
	@$(DEV) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

bench: ## The ratios of docs/performance.md
	@$(DEV) -m benchmarks

messages: ## Collect texts for translation; needs gettext
	@$(DEV) manage.py makemessages --locale zh_Hans --no-location --ignore ".venv/*" --ignore "var/*" --ignore "tests/*"

docs: ## Write the generated documents anew
	@$(DEV) manage.py write_docs
