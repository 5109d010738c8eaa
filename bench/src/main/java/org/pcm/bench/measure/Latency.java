package org.pcm.bench.measure;

/** How long a step takes: in half of all cases, and in all but one of a hundred. */
public record Latency(double p50Millis, double p99Millis) {}
