/** PCM-Core: turns participants' signed submissions into transactions. */
@NullMarked
package org.pcm.gateway;

import org.jspecify.annotations.NullMarked;
