# Warren's commands. `make help` lists them.
#
# Maven may run on any Java from 17; it finds a JDK 25 for compiling and testing by itself.

MVN    := mvn -B
DATA   := data
ARGS   :=
TARGET :=
SEEDS  := 1000
FROM   := 0

# A list of all sources (and directories, so that a deleted file counts) decides whether there is something to build.
STAMP   := server/target/warren/.built
PERF    := perf/target/perf/.built
SOURCES := pom.xml $(wildcard */pom.xml) $(shell find */src/main -not -name '*~')

.DEFAULT_GOAL := help
.PHONY: help run build test dist dist-check simulate format format-check conformance bench perf compare clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(STAMP) ## build what is missing and start the broker here, data in ./data (DATA=dir, ARGS='--set key=value')
	@exec bin/warren server --data-dir $(DATA) $(ARGS)

build: $(STAMP) ## build without tests

$(STAMP): $(SOURCES)
	@echo "building ..."
	@$(MVN) -q -Dfast -DskipTests -pl server,cli -am package
	@bin/make-start-cache
	@touch $@

# Classes that `make build` compiled without the checks look up to date to Maven: they go first. Chapters of the
# conformance suite mostly wait for brokers that start and end, so two run side by side, which needs Maven on JDK 25.
# In the end there are the jars and the caches that `make build` makes.
test: ## set up what the tests need, check the format, run all tests
	tools/test-setup
	$(MAKE) format-check
	rm -rf */target/classes */target/test-classes
	JAVA_HOME="$$(bin/find-jdk)" $(MVN) verify -P start-cache -Dconformance.forks=2
	@touch $(STAMP)

dist: $(STAMP) ## make dist/warren-<version>-linux-<arch>.tar.gz and .zip, with a Java in them
	@tools/dist

dist-check: dist ## unpack the archives and use what is in them
	@tools/dist-check

simulate: ## run the engine's simulations with many seeds (SEEDS=100000 FROM=0); a seed that fails is named
	$(MVN) -q -Dfast -pl engine -am test -Dtest='*SimulationTest' -Dsurefire.failIfNoSpecifiedTests=false \
		-Dwarren.seeds=$(SEEDS) -Dwarren.seeds.from=$(FROM)

# The formatter runs inside Maven and needs it on JDK 21 or newer.
format: ## format all Java sources
	JAVA_HOME="$$(bin/find-jdk)" $(MVN) -q -Pformat spotless:apply

format-check: ## fail if a Java source is not formatted
	JAVA_HOME="$$(bin/find-jdk)" $(MVN) -q -Pformat spotless:check

conformance: $(STAMP) ## run the conformance tests, TARGET=amqp://user:pass@host:port against another broker
	$(MVN) -pl conformance verify -Dfast $(if $(TARGET),-Dconformance.target=$(TARGET))

bench: ## run the micro benchmarks (ARGS='pattern -wi 1 ...')
	$(MVN) -q -Dfast -DskipTests -pl bench -am package
	"$$(bin/find-jdk)/bin/java" -jar bench/target/benchmarks.jar $(ARGS)

perf: $(PERF) ## build the load generator: tools/perf --help

$(PERF): $(SOURCES)
	@echo "building the load generator ..."
	@$(MVN) -q -Dfast -DskipTests -pl perf -am package
	@touch $@

compare: $(STAMP) $(PERF) ## measure Warren and RabbitMQ with the same loads (ARGS='--rounds 2 confirms')
	tools/compare-brokers $(ARGS)

clean: ## remove what was built; ./data stays
	$(MVN) -q clean
	rm -rf dist
