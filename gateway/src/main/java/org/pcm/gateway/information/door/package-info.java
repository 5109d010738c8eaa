/** What a submission must pass before it may enter the queue. */
@NullMarked
package org.pcm.gateway.information.door;

import org.jspecify.annotations.NullMarked;
