/** Re-election of the coordinator: causes and methods (P4). */
@NullMarked
package org.pcm.cooperation.election;

import org.jspecify.annotations.NullMarked;
