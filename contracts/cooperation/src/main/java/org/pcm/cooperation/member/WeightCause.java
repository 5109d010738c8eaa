package org.pcm.cooperation.member;

/** Why a weight changed (P9); the names are the wire form. */
public enum WeightCause {
    accept,
    reject,
    expire,
    success,
    failure,
    /** Was offered work: the past counts a little less. */
    decay,
    /** A round began whose terms bound weights more narrowly. */
    terms
}
