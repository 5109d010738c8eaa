/** Job, task, dispatch. */
@NullMarked
package org.pcm.cooperation.job;

import org.jspecify.annotations.NullMarked;
