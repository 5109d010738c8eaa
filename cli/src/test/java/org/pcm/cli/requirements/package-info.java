/** The requirements, held against a devnode and against a real Fabric network alike. */
@NullMarked
package org.pcm.cli.requirements;

import org.jspecify.annotations.NullMarked;
