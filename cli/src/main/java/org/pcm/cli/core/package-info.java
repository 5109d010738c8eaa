/** Commands that run and ask a gateway (PCM-Core). */
@NullMarked
package org.pcm.cli.core;

import org.jspecify.annotations.NullMarked;
