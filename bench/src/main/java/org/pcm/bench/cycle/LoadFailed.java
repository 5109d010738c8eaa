package org.pcm.bench.cycle;

/** The load met a refusal, an error or silence, so that there is nothing to measure. */
public final class LoadFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence. */
    public LoadFailed(String sentence) {
        super(sentence);
    }
}
