/** What Fabric's programs read at their start. */
@NullMarked
package org.pcm.network.configuration;

import org.jspecify.annotations.NullMarked;
