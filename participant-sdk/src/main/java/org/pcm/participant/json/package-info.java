/** Strict reading and plain writing of JSON documents, with errors that name the field. */
@NullMarked
package org.pcm.participant.json;

import org.jspecify.annotations.NullMarked;
