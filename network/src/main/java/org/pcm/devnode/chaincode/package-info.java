/** The peer's side of the chaincode stream. */
@NullMarked
package org.pcm.devnode.chaincode;

import org.jspecify.annotations.NullMarked;
