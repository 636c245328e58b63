/// What is shipped beside the code: the launcher's choice of a Java, the container's image and the
/// service.
///
/// Read and run as files, without a container engine or a service manager. The archive itself is
/// checked by `tools/dist-check`.
@NullMarked
package dev.warren.packaging;

import org.jspecify.annotations.NullMarked;
