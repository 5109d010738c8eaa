/** Strict JSON in, deterministic JSON out. */
@NullMarked
package org.pcm.cooperation.json;

import org.jspecify.annotations.NullMarked;
