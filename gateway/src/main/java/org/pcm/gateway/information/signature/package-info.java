/** Compact JWS: tokens read, receipts and vouchers made. */
@NullMarked
package org.pcm.gateway.information.signature;

import org.jspecify.annotations.NullMarked;
