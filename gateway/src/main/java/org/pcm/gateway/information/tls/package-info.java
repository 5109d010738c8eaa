/** HTTPS: the gateway's certificate, read, checked, and taken over again when it was renewed. */
@NullMarked
package org.pcm.gateway.information.tls;

import org.jspecify.annotations.NullMarked;
