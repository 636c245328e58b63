package dev.warren.conformance.foreign.spring;

/// What the applications send each other, as JSON.
record Order(int number, String item) {}
