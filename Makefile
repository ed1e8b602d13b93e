# make demo   installs what is missing, builds, cuts a sample video and says where the results are
# make test   installs what is missing, builds, runs every test
# make server lint format bench serving segmenters ratings rankings quality models clean

SHELL := /bin/bash
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
SKILLET := .build/release/skillet
PYTHON := .build/python/bin/python
READERS := .build/python/readers

# What the tool needs to build and run, and what only the tests need.
PACKAGES := ffmpeg libavformat-dev libavcodec-dev libavutil-dev libswscale-dev libopenblas-dev libsqlite3-dev \
	pkg-config
TEST_PACKAGES := chromium chromium-driver python3-venv valgrind poppler-utils slurm-wlm munge

# The page on which people review and judge; `skillet serve` starts it.
server: deps build
	swift build -c release --product skillet-server

# Fifty judges at once, a data set of 20,000 videos, and a document of two hours.
serving: server
	python3 Tests/Server/bench_judges.py .build/release/skillet-server $(SKILLET)
	python3 Tests/Server/check_review_list.py .build/release/skillet-server $(SKILLET)
	python3 Tests/Server/check_review_long.py .build/release/skillet-server $(SKILLET)

# Trains every model that is shipped, from ../shared/data/sim.
models: deps build
	Models/train

.PHONY: demo test lint format bench server serving data-sets rating-times ratings rankings segmenters quality models clean deps test-deps build

demo: deps build
	$(SKILLET) segment SampleVideos/crafter.mp4 --out demo.skillet --report --format segments,csv,vtt --force

test: deps test-deps $(READERS)
	swift build --build-tests
	swift test --skip-build
	swift build -c release --product skillet
	swift build -c release --product skillet-server
	swift build -c release --product fuzz-decode
	swift build -c release --product exchange-arrays
	Tests/run_release_checks

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format --in-place --recursive Package.swift Sources Tests

# Beside every peer; the parts run alone as well.
bench: deps build $(PYTHON)
	Tests/Bench/run
	$(MAKE) segmenters rankings rating-times data-sets serving

# Whole data sets: two jobs beside one, what a run costs over its videos, and 200,000 rows.
data-sets: deps build
	python3 Tests/Bench/data_sets
	python3 Tests/Annotate/check_big_manifest.py $(SKILLET)

# Elo, Bradley-Terry and Swiss rounds beside evalica.
rating-times: deps build $(PYTHON)
	$(PYTHON) -m pip install --quiet evalica
	swift build -c release --product bench-rating
	$(PYTHON) Tests/Bench/ratings

# The same, then what ratings can be trusted with.
ratings: rating-times
	$(PYTHON) Tests/Quality/ratings

segmenters: deps $(PYTHON)
	$(PYTHON) -m pip install --quiet ruptures
	swift build -c release --product bench-detector
	Tests/Bench/segmenters

rankings: deps build $(PYTHON)
	$(PYTHON) -m pip install --quiet choix
	$(PYTHON) Tests/Bench/rankings

quality: deps build $(PYTHON)
	$(PYTHON) -m pip install --quiet ruptures
	Tests/Quality/run

build:
	swift build -c release --product skillet

clean:
	rm -rf .build demo.skillet

# Debian packages are installed only where one is missing, so a second run needs no network.
deps:
	@Tests/install_packages "$(SUDO)" $(PACKAGES)

test-deps: $(PYTHON)
	@Tests/install_packages "$(SUDO)" $(TEST_PACKAGES)

# The real readers of what Skillet writes, and its peers, in a throw-away environment.
$(PYTHON): | deps-python
	python3 -m venv .build/python
	.build/python/bin/pip install --quiet numpy safetensors scenedetect-headless pandas

# The readers that formats are written for; one that cannot be installed is skipped by name later.
$(READERS): | $(PYTHON)
	for package in opentimelineio otio-cmx3600-adapter webvtt-py pyarrow lxml pympi-ling \
	  label-studio-sdk datumaro selenium; do \
	  $(PYTHON) -m pip install --quiet $$package || echo "cannot install $$package"; \
	done
	touch $@

.PHONY: deps-python
deps-python:
	@Tests/install_packages "$(SUDO)" python3-venv
