/// Who may do what: password checks and the rights of users.
///
/// Users and permissions are values that `topology` keeps; this room says what they mean. Begin
/// with [Authenticator] (who is it?) and [Access] (may they?); [Authorizer] is who else may know.
/// The SASL mechanisms, by which a client says who it is, are in `sasl`.
@NullMarked
package dev.warren.engine.auth;

import org.jspecify.annotations.NullMarked;
