/** Fabric's Gateway service: evaluate, endorse, submit, commit status, chaincode events. */
@NullMarked
package org.pcm.devnode.gateway;

import org.jspecify.annotations.NullMarked;
