/** The durable EventQueue and the order in which lanes take from it (B1–B4, P6). */
@NullMarked
package org.pcm.gateway.business;

import org.jspecify.annotations.NullMarked;
