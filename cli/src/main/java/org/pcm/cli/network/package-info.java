/** Commands that bring a ledger up. */
@NullMarked
package org.pcm.cli.network;

import org.jspecify.annotations.NullMarked;
