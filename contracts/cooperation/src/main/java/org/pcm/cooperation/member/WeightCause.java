package org.pcm.cooperation.member;

/** Why a weight changed (P9); the names are the wire form. */
public enum WeightCause {
    accept,
    reject,
    expire,
    success,
    failure,
    /** A round began whose terms bound weights more narrowly. */
    terms
}
