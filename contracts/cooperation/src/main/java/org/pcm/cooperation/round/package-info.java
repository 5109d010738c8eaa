/** The head of a cooperation and the terms of its round. */
@NullMarked
package org.pcm.cooperation.round;

import org.jspecify.annotations.NullMarked;
