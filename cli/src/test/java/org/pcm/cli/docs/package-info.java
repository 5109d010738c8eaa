/** The documents are held to what they say. */
@NullMarked
package org.pcm.cli.docs;

import org.jspecify.annotations.NullMarked;
