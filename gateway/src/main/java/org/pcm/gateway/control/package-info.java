/** The EventProcessCenter: one lane per cooperation, one transaction in flight (A3, B4). */
@NullMarked
package org.pcm.gateway.control;

import org.jspecify.annotations.NullMarked;
