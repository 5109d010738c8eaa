/** The link to Fabric: profile, transactions, blocks. */
@NullMarked
package org.pcm.gateway.information.fabric;

import org.jspecify.annotations.NullMarked;
