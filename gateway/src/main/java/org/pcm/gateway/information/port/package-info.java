/** What other planes ask of the information plane. */
@NullMarked
package org.pcm.gateway.information.port;

import org.jspecify.annotations.NullMarked;
