/// What stands behind the paths: one class for each kind of thing. All run on threads that may
/// wait.
@NullMarked
package dev.warren.management.resource;

import org.jspecify.annotations.NullMarked;
