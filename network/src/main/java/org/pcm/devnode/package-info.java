/** A Fabric in one process, for trying out, tests and developers. */
@NullMarked
package org.pcm.devnode;

import org.jspecify.annotations.NullMarked;
