/** Hosts the cooperation contract on Hyperledger Fabric. */
@NullMarked
package org.pcm.chaincode;

import org.jspecify.annotations.NullMarked;
