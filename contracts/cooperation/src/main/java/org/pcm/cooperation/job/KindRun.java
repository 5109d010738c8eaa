package org.pcm.cooperation.job;

/** {@code count} neighbouring tasks of one kind. */
public record KindRun(int kind, int count) {}
