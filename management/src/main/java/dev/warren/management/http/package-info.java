/// From a request to an answer, whatever the path: routes, who asks, paging, errors.
///
/// Begin with [Front].
@NullMarked
package dev.warren.management.http;

import org.jspecify.annotations.NullMarked;
