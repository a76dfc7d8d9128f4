# Has the Help Helped? Each command sets up what it needs: `make demo`, `make test`, `make run`.
.PHONY: setup tools demo run test check check-desktop coverage mutants bench faults pictures pack-pictures sbom audit-deps icons words build deb deb-tried clean

PY := .venv/bin/python
# One test at a time more than there are processors: some wait for a process, a window or the disk.
AT_ONCE := $(shell expr $$(nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2) + 1)
OUT ?= demo
export UV_PYTHON_DOWNLOADS = never
export UV_PROJECT_ENVIRONMENT = .venv
# Compiled modules are kept, whatever the machine says: else each of the many processes of the tests compiles all anew.
export PYTHONDONTWRITEBYTECODE =

# What Qt needs to draw, on a bare Debian: offscreen, and in a real window.
QT := libegl1 libgl1 libglib2.0-0 libfontconfig1 libfreetype6 libxkbcommon0 libx11-6 libdbus-1-3 \
	libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 \
	libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1
# Independent programs that the tests check our files with.
CHECKERS := poppler-utils libnss3-tools age openssl unzip xvfb xauth \
	default-jdk-headless libpdfbox2-java libfontbox2-java libcommons-logging-java libactivation-java libjaxb-api-java \
	libreoffice-calc-nogui

# A screen that nobody sees, with a window manager and the bus that screen readers listen to.
DESKTOP := xvfb dbus at-spi2-core python3-gi gir1.2-atspi-2.0 openbox

setup: .venv/.ready

.venv/.ready: pyproject.toml uv.lock
	@sh tools/system.sh $(QT)
	@sh tools/uv.sh sync --frozen --quiet
	@touch $@

tools:
	@sh tools/system.sh $(CHECKERS)

# Plays one whole cycle of a fictional service, says what it wrote, and opens the window where there is a screen.
demo: setup
	@if [ -f "$(OUT)/MADE-UP.txt" ]; then rm -rf "$(OUT)"; fi
	@$(PY) main.py demo --out "$(OUT)"
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname)" = Darwin ]; then \
		echo "Opening the practice lead's window. The passphrase is demo."; \
		$(PY) main.py --data "$(OUT)/central"; \
	else echo "No screen here. To look at it elsewhere: $(PY) main.py --data $(OUT)/central (passphrase demo)"; fi

run: setup
	@$(PY) main.py

check: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

# The checks and the independent programs beside each other: one computes, the other fetches.
test: setup
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target check tools
	QA_CHECKERS=1 $(PY) -m pytest -q -n $(AT_ONCE) --dist loadgroup

# Every screen in every look and at every size, and a screen reader in a real window. Some minutes.
check-desktop: setup
	@sh tools/system.sh $(DESKTOP)
	$(PY) -m pytest -q -m desktop

# Lines and branches of qa_desktop/ and db/ that the tests come to, the weakest modules first; the pages are in
# build/coverage-pages. TESTS="tests/db tests/qa_desktop" for some of them.
coverage: setup
	@sh tools/uv.sh sync --frozen --quiet --group measure
	@mkdir -p build
	$(PY) -m pytest -q -n $(AT_ONCE) --dist loadgroup --hypothesis-profile=ci --cov --cov-report=json:build/coverage.json \
		--cov-report=html:build/coverage-pages $(TESTS)
	@$(PY) tools/covered.py build/coverage.json

# Small mistakes put into the rules, and how many of them the rules' tests find: docs/testing.md. A long while for all
# modules; MODULES="roles periods" for some of them.
mutants: setup
	$(PY) -m tools.mutants $(MODULES)

bench: setup
	@sh tools/system.sh libreoffice-writer-nogui libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
	@sh tools/uv.sh sync --frozen --quiet --group bench
	$(PY) -m benchmarks
	$(PY) -m benchmarks.collation

# What the program is made of and under which licences: docs/sbom.json and docs/licences.md.
sbom: setup
	@$(PY) tools/sbom.py

# The icons of all three systems from resources/app/mark.svg, where that was changed.
icons: setup
	@$(PY) tools/icons.py

# The strings of the interface for Qt Linguist, and its translations for the program: docs/languages.md.
words: setup
	@$(PY) -m tools.words

# The program as one folder in dist/, with its own Python, then tried as somebody would who has none. Some minutes.
build: setup
	@sh tools/system.sh binutils xvfb xauth poppler-utils
	@UV_PROJECT_ENVIRONMENT=build/env sh tools/uv.sh sync --frozen --quiet --no-dev --group build
	@PYTHONHASHSEED=0 build/env/bin/pyinstaller --noconfirm --log-level ERROR --distpath dist --workpath build/pyinstaller pyinstaller.spec
	@$(PY) tools/built.py dist/qa-desktop

# A Debian package of it in dist/.
deb: build
	@sh packaging/debian/build.sh dist/qa-desktop dist

# Installs that package on a bare Debian in build/, tries it there, and removes it again. As root; some minutes.
deb-tried: deb
	@sh packaging/debian/bare.sh dist/*.deb

# Known faults in what is pinned, asked of the advisories on the network, before each release. Ends with 1 for any fault,
# and for any package that could not be looked up: --strict, or a source that answers nothing would look like no fault.
audit-deps: setup
	@mkdir -p build
	@sh tools/uv.sh export --frozen --no-dev --quiet --format requirements-txt > build/requirements.txt
	@sh tools/uv.sh tool run --from pip-audit==2.10.1 pip-audit --strict --disable-pip --require-hashes -r build/requirements.txt

# Attack: mutated bundles, flipped bits, kills, power cuts. Half an hour or more; FAULTS=2000 is a few minutes.
faults: setup
	@$(PY) -m tests.faults

pictures: setup
	$(PY) tools/pictures.py
	$(PY) tools/layers.py

# Every report pack of an empty, a thin and a full period in every format, as pictures to look at; a quarter of an hour.
pack-pictures: setup tools
	@sh tools/system.sh libreoffice-writer-nogui
	$(PY) tools/packs_seen.py "$(if $(filter demo,$(OUT)),pack-pictures,$(OUT))"

clean:
	rm -rf .venv .tools demo build dist
