/// Who may do what: a broker with users of few rights, by `definitions.json` in the resources.
///
/// For another broker than ours the same file is imported before: `rabbitmqctl import_definitions`.
/// Begin with [PermissionsIT].
@NullMarked
package dev.warren.conformance.access;

import org.jspecify.annotations.NullMarked;
