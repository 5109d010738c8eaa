/** How state lies on the ledger: keys and compact binary values. */
@NullMarked
package org.pcm.cooperation.page;

import org.jspecify.annotations.NullMarked;
