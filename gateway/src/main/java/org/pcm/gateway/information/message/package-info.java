/** What the planes tell each other: plain records, no behaviour of any plane. */
@NullMarked
package org.pcm.gateway.information.message;

import org.jspecify.annotations.NullMarked;
