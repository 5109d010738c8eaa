/** What the contract says happened. */
@NullMarked
package org.pcm.cooperation.event;

import org.jspecify.annotations.NullMarked;
