/** Admission of newcomers: named checks, each with its reason (A10). */
@NullMarked
package org.pcm.cooperation.admission;

import org.jspecify.annotations.NullMarked;
