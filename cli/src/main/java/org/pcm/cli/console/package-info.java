/** What all commands share: options, tables, error lines, exit codes, starting and stopping. */
@NullMarked
package org.pcm.cli.console;

import org.jspecify.annotations.NullMarked;
