/// Who may do what: password checks and the rights of users.
@NullMarked
package dev.warren.engine.auth;

import org.jspecify.annotations.NullMarked;
