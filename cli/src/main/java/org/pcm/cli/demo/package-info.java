/** The demo: four participants, one job, a crash and an audit. */
@NullMarked
package org.pcm.cli.demo;

import org.jspecify.annotations.NullMarked;
