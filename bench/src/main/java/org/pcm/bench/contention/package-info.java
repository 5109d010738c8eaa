/** Many clients that want to change the same thing at the same time. */
@NullMarked
package org.pcm.bench.contention;

import org.jspecify.annotations.NullMarked;
