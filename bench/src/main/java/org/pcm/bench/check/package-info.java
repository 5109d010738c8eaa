/** Whether what was measured can be believed. */
@NullMarked
package org.pcm.bench.check;

import org.jspecify.annotations.NullMarked;
