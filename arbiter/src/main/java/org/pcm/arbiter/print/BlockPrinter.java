package org.pcm.arbiter.print;

import org.pcm.arbiter.block.Block;

/** Decodes a block for people and for programs. It shows what the block says; it judges nothing. */
public final class BlockPrinter {
    private BlockPrinter() {}

    /** Indented lines; long values are cut. */
    public static String text(Block block) {
        return new TextPrinter().print(block);
    }

    /** One JSON object with everything; keys as {@code pcm block show --json} prints them. */
    public static String json(Block block) {
        return new JsonPrinter().print(block);
    }
}
