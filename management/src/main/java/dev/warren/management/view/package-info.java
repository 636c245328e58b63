/// How things of the engine look in JSON, by RabbitMQ's names.
@NullMarked
package dev.warren.management.view;

import org.jspecify.annotations.NullMarked;
