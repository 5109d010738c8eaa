/** The doors: a gateway's HTTP interface, its event streams and its content store. */
@NullMarked
package org.pcm.participant.information.http;

import org.jspecify.annotations.NullMarked;
