/// Back ends that the configuration names for logins and rights, and what asks them.
///
/// Begin with [AuthBackends]. Nothing here runs on a lane.
@NullMarked
package dev.warren.server.auth;

import org.jspecify.annotations.NullMarked;
