/** Keys, certificates and the question of who somebody is and in which role. */
@NullMarked
package org.pcm.devnode.identity;

import org.jspecify.annotations.NullMarked;
