/** Server-sent events with a cursor that can be resumed. */
@NullMarked
package org.pcm.gateway.information.stream;

import org.jspecify.annotations.NullMarked;
