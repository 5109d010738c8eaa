/** Tests of the commands that read the ledger's blocks. */
@NullMarked
package org.pcm.cli.ledger;

import org.jspecify.annotations.NullMarked;
