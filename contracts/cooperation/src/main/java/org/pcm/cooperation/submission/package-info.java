/** How a participant's words come in and what is answered: signature, sequence, batch, outcome. */
@NullMarked
package org.pcm.cooperation.submission;

import org.jspecify.annotations.NullMarked;
