/// Configuration: `rabbitmq.conf`, `--set` and a little of the environment, read into immutable
/// records.
///
/// Text becomes [Assignment]s ([ConfigurationText]), assignments become typed [Values] by way of
/// the registry [Settings], values become one [ServerConfiguration]. Everything here is pure: the
/// caller reads the file. What is wrong comes back as a list of [Problem]s, all of them at once.
/// Begin reading at [ConfigurationLoader]; a new key is one line in [Settings].
@NullMarked
package dev.warren.server.config;

import org.jspecify.annotations.NullMarked;
