# SPDX-License-Identifier: Apache-2.0
# The short names of what is done most. CMake does the work; see CMakePresets.json.

JOBS ?= $(shell nproc 2>/dev/null || echo 2)
# Warnings are errors where CI=true; a newcomer with another compiler is not stopped by one.
WERROR := $(if $(filter true 1 yes,$(CI)),-DPROVISO_WERROR=ON)
CONFIGURE = cmake --preset $(1) $(WERROR) > /dev/null
BUILD = cmake --build --preset $(1) -j $(JOBS)
FORMATTED = git ls-files '*.h' '*.cpp'

.DEFAULT_GOAL := help
.PHONY: help demo test web-test editor-test build release install asan tsan fuzz bench format format-check lint clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

demo: ## set up, build, and have the two seed policies explained and talked to
	@tools/setup.sh build
	@$(call CONFIGURE,dev)
	@$(call BUILD,dev) --target proviso
	@tools/demo.sh build/dev

# dev, or for the suite under sanitizers asan-ubsan (GCC), fuzz (clang; the fuzzers share that build), tsan.
TEST_PRESET ?= dev
test: ## set up, build and run every test
	@tools/setup.sh build $(if $(filter fuzz,$(TEST_PRESET)),fuzz)
	@$(call CONFIGURE,$(TEST_PRESET))
	@$(call BUILD,$(TEST_PRESET))
	@ctest --preset $(TEST_PRESET) -j $(JOBS)

web-test: ## what browsers and CI servers read: pages, pictures, SARIF (needs the npm registry once)
	@tools/setup.sh build web
	@$(call CONFIGURE,$(TEST_PRESET))
	@$(call BUILD,$(TEST_PRESET)) --target proviso
	@cd tests/web && npm ci --silent
	@PROVISO_WEB_REQUIRED=1 ctest --preset $(TEST_PRESET) -R '^web/' --output-on-failure

editor-test: ## the VS Code extension, and the language server through a real client (needs the npm registry once)
	@tools/setup.sh build node
	@$(call CONFIGURE,$(TEST_PRESET))
	@$(call BUILD,$(TEST_PRESET)) --target proviso
	@cd editors/vscode && npm ci --silent && npm run --silent check && npm run --silent build
	@PROVISO_EDITOR_REQUIRED=1 ctest --preset $(TEST_PRESET) -R '^editor/' --output-on-failure

build: ## set up and build (build/dev)
	@tools/setup.sh build
	@$(call CONFIGURE,dev)
	@$(call BUILD,dev)

release: ## set up and build the optimised binary (build/release)
	@tools/setup.sh build
	@$(call CONFIGURE,release)
	@$(call BUILD,release)

PREFIX ?= /usr/local
install: release ## install into PREFIX (default /usr/local)
	@cmake --install build/release --prefix $(PREFIX)

asan: ## the whole suite under the address and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory test TEST_PRESET=asan-ubsan

tsan: ## the whole suite under the thread sanitizer
	@$(MAKE) --no-print-directory test TEST_PRESET=tsan

FUZZ_SECONDS ?= 60
fuzz: ## every fuzzer for FUZZ_SECONDS (60) each; what it finds new stays in tests/fuzz/corpus
	@tools/setup.sh build fuzz
	@$(call CONFIGURE,fuzz)
	@$(call BUILD,fuzz) --target fuzzers
	@tools/fuzz.sh build/fuzz $(FUZZ_SECONDS)

bench: ## build and run the benchmarks
	@tools/setup.sh build bench
	@$(call CONFIGURE,bench)
	@$(call BUILD,bench)
	@tools/bench.sh build/bench

format: ## lay out all C++ files
	@tools/setup.sh format
	@$(FORMATTED) | tools/clang_format.sh -i

format-check: ## say which C++ files are not laid out
	@tools/setup.sh format
	@$(FORMATTED) | tools/clang_format.sh --dry-run --Werror

lint: ## clang-tidy over our own code (slow)
	@tools/setup.sh build lint
	@$(call CONFIGURE,dev)
	@$(call BUILD,dev)
	@git ls-files '*.cpp' ':!tests' ':!bench' | xargs -r -P $(JOBS) -n 4 clang-tidy -p build/dev --quiet

clean: ## remove everything that was built
	@rm -rf build
