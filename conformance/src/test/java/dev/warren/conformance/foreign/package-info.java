/// Runs suites written with other languages' clients (`conformance/python`, `conformance/node`),
/// the tests that Go's client brings itself and the command-line tools of rabbitmq-c against the
/// broker under test, each of their test cases as a JUnit test of its own. Begin with
/// [ForeignSuite].
@NullMarked
package dev.warren.conformance.foreign;

import org.jspecify.annotations.NullMarked;
