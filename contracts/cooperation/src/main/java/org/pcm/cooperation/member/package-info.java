/** Registry, roster, resources, weight. */
@NullMarked
package org.pcm.cooperation.member;

import org.jspecify.annotations.NullMarked;
