/** A real Fabric network on this machine: brought up, looked at, upgraded, taken down. */
@NullMarked
package org.pcm.network;

import org.jspecify.annotations.NullMarked;
