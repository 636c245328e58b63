/// The rules of the house, held by tests: who may know whom, and what the sources may not contain.
@NullMarked
package dev.warren.house;

import org.jspecify.annotations.NullMarked;
