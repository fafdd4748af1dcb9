# Set-up only: makes sure that everything needed is there, then hands over to the tasks in tasks.py.
# Any further run looks at two stamps and the PATH, no more.

PYTHON ?= python3
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help audit build preview test setup system
.ONESHELL:
.SHELLFLAGS = -ec

define HELP
Dreiklick: barrierefreie Microsites aus Markdown, geprüft in einem echten Browser

  make audit     alle Microsites bauen und prüfen, Bericht in reports/index.html
                 build and audit every microsite
  make preview   beim Schreiben ansehen: http://localhost:$(PORT)/ (anders: PORT=8001)
                 serve the sites, build and judge on save
  make build     nur bauen, nach output/
                 build only
  make test      alle Tests
                 run all tests

Jeder Befehl richtet zuerst ein, was fehlt. Weitere Befehle zeigt danach: .venv/bin/invoke --list
endef

help:
	@: $(info $(HELP))

audit: setup
	@.venv/bin/invoke build
	.venv/bin/invoke audit

build: setup
	@.venv/bin/invoke build

preview: setup
	@.venv/bin/invoke preview --port $(PORT)

test: setup
	@.venv/bin/invoke check test

setup: .venv/.ready node_modules/.ready

# The shell variable $$python: one that is new enough and can make environments, or nothing.
define FIND_PYTHON
for python in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11 ''; do
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
done
endef

# Stamps are written last, so what was interrupted is made anew. This one holds the folder and the interpreter, because
# an environment of Python survives neither a move nor an update.
ifneq ($(shell cat .venv/.ready 2>&1),$(CURDIR) $(shell readlink -f .venv/bin/python))
.PHONY: .venv/.ready
endif

.venv/.ready: requirements.txt requirements-dev.txt pyproject.toml | system
	@$(FIND_PYTHON)
	if [ -z "$$python" ]; then
		echo 'Dreiklick braucht Python 3.11 oder neuer mit venv. Bitte eingeben:' >&2
		echo '  sudo apt install python3 python3-venv' >&2
		echo 'Liegt ein neueres Python an anderer Stelle: make PYTHON=/pfad/zu/python3 $(MAKECMDGOALS)' >&2
		exit 2
	fi
	echo 'Die Python-Umgebung .venv wird angelegt …'
	"$$python" -m venv --clear .venv
	echo 'Die Python-Pakete werden installiert, das dauert etwa eine halbe Minute …'
	# Not compiled in advance: that would take longer than all the rest, for modules that mostly nobody imports.
	install='.venv/bin/python -m pip install --disable-pip-version-check --quiet --no-compile'
	$$install --require-hashes -r requirements.txt -r requirements-dev.txt
	PYTHONWARNINGS=ignore $$install --no-deps --no-build-isolation -e .
	echo "$(CURDIR) $$(readlink -f .venv/bin/python)" > $@

node_modules/.ready: package-lock.json package.json .npmrc | system
	@echo 'Die Prüfregeln für den Browser werden installiert (npm) …'
	npm ci --loglevel=error
	touch $@

# What the machine itself must have. Missing packages of Debian are installed where no password is asked for.
# Ubuntu has Chromium as a snap only; whether to take that or another browser is the owner's choice.
system:
	@has() { for name; do command -v "$$name" >/dev/null && return; done; return 1; }
	missing=
	if [ ! -e .venv/.ready ]; then
		$(FIND_PYTHON)
		[ "$$python" ] || missing=' python3-venv'
	fi
	has npm || missing="$$missing nodejs npm"
	[ "$$CHROMIUM" ] || has chromium chromium-browser google-chrome google-chrome-stable chrome ||
		missing="$$missing chromium"
	[ "$$CHROMEDRIVER" ] || has chromedriver google-chrome google-chrome-stable chrome ||
		missing="$$missing chromium-driver"
	# None of these is needed: without Tesseract only the text in pictures stays unread, which the report says.
	wanted=
	has tesseract || wanted=' tesseract-ocr tesseract-ocr-deu'
	# The browser without a window finds the same in four fifths of the processor time; Debian has it as a package.
	[ "$$CHROMIUM" ] || has chromium-headless-shell chrome-headless-shell ||
		[ "$$(. /etc/os-release 2>/dev/null && echo "$$ID")" != debian ] ||
		wanted="$$wanted chromium-headless-shell"
	# As wide as Arial, which most citizens have; without it Debian shows a font that is far wider, and pages are judged by that.
	ls /usr/share/fonts/*/liberation* >/dev/null 2>&1 || wanted="$$wanted fonts-liberation"
	[ "$$missing$$wanted" ] || exit 0
	case "$$missing/$$(. /etc/os-release 2>/dev/null && echo "$$ID")" in
	*chromium*/ubuntu)
		echo 'Es fehlt ein Browser mit Treiber; Ubuntu liefert Chromium nur als Snap. Bitte eingeben:' >&2
		echo '  sudo snap install chromium' >&2
		echo '  export CHROMIUM=/snap/bin/chromium CHROMEDRIVER=/snap/bin/chromium.chromedriver' >&2
		echo 'Oder Google Chrome als .deb-Paket installieren; den Treiber holt Selenium dann selbst.' >&2
		exit 2
	esac
	apt='env DEBIAN_FRONTEND=noninteractive apt-get -qq'
	[ "$$(id -u)" = 0 ] || apt="sudo -n $$apt"
	if has apt-get && $$apt --version >/dev/null 2>&1; then
		echo "Es fehlt:$$missing$$wanted. Wird installiert …"
		install() { $$apt update && $$apt install -y --no-install-recommends $$missing $$wanted >/dev/null; }
		install || [ -z "$$missing" ]
	elif [ "$$missing" ]; then
		echo "Es fehlt:$$missing. Bitte eingeben und den Befehl wiederholen:" >&2
		echo "  sudo apt install$$missing" >&2
		echo 'Browser und Treiber an anderer Stelle nennen die Variablen CHROMIUM und CHROMEDRIVER.' >&2
		exit 2
	fi
