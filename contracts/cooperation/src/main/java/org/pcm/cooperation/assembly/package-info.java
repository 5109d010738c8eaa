/**
 * What the members of a cooperation decide together: proposals, motions, applications, elections.
 */
@NullMarked
package org.pcm.cooperation.assembly;

import org.jspecify.annotations.NullMarked;
