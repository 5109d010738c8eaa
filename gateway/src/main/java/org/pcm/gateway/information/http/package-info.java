/** The routes: one class per endpoint, and the one place that maps errors to problems. */
@NullMarked
package org.pcm.gateway.information.http;

import org.jspecify.annotations.NullMarked;
