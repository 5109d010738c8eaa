package org.pcm.bench;

/** Where a run says what it is at. */
@FunctionalInterface
public interface Progress {
    /** Takes one line for people. */
    void say(String line);
}
