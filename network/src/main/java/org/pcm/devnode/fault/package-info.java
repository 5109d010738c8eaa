/** Faults that a test asks for. */
@NullMarked
package org.pcm.devnode.fault;

import org.jspecify.annotations.NullMarked;
