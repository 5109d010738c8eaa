/** What a submitter does: register, open, join, submit, follow, fetch. */
@NullMarked
package org.pcm.participant.client;

import org.jspecify.annotations.NullMarked;
