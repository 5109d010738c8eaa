/** Content by its SHA-256, readable only by those the ledger assigns to it. */
@NullMarked
package org.pcm.gateway.information.content;

import org.jspecify.annotations.NullMarked;
