package org.pcm.cooperation.round;

/** How tasks find who runs them (P8); the names are the wire form. */
public enum DispatchMode {
    /** The contract offers each task to one member, who accepts or rejects it. */
    PUSH,
    /** Members grab what they like of what is announced to all; not grabbing is no refusal. */
    GRAB,
    /** Members may grab for a while; what is left the contract offers. */
    MIXED
}
