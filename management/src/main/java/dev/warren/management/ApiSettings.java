package dev.warren.management;

import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.message.Interceptor;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.management.http.FrontSettings;

/// What the HTTP API is told when it is made.
///
/// @param passwords how new passwords are checked and hashed
/// @param parameters what other rooms ask of their runtime parameters
/// @param incoming what is done to messages on their way in
/// @param front how requests are taken and answered
/// @param sessionSeconds how long a browser's session lasts
/// @param changesOperatorPolicies whether operator policies may be set and cleared here
public record ApiSettings(
        PasswordRules passwords,
        ParameterChecks parameters,
        Interceptor incoming,
        FrontSettings front,
        long sessionSeconds,
        boolean changesOperatorPolicies) {

    /// RabbitMQ's: eight hours.
    public static final long SESSION_SECONDS = 8 * 60 * 60;

    public static final ApiSettings STANDARD =
            new ApiSettings(
                    PasswordRules.STANDARD,
                    ParameterChecks.NONE,
                    Interceptor.NONE,
                    FrontSettings.STANDARD,
                    SESSION_SECONDS,
                    true);
}
