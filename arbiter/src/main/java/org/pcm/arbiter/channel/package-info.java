/**
 * Who may sign what on a channel: organisations, identities and policies, as its configuration
 * block says.
 */
@NullMarked
package org.pcm.arbiter.channel;

import org.jspecify.annotations.NullMarked;
