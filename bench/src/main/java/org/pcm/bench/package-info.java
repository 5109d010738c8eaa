/** Side-by-side measurements. */
@NullMarked
package org.pcm.bench;

import org.jspecify.annotations.NullMarked;
