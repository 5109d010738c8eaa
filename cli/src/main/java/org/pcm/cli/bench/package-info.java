/** The command that measures. */
@NullMarked
package org.pcm.cli.bench;

import org.jspecify.annotations.NullMarked;
