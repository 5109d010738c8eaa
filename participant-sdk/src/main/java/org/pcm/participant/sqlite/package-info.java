/** One durable SQLite database: opened, versioned, used by one thread at a time. */
@NullMarked
package org.pcm.participant.sqlite;

import org.jspecify.annotations.NullMarked;
