/** One run of a chaincode against a snapshot of the state, and the read/write set it leaves. */
@NullMarked
package org.pcm.devnode.simulation;

import org.jspecify.annotations.NullMarked;
