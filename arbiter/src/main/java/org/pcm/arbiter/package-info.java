/** Verifies blocks and replays the contract; trusts no gateway. */
@NullMarked
package org.pcm.arbiter;

import org.jspecify.annotations.NullMarked;
