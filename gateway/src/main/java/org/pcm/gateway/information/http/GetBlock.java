package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import org.pcm.gateway.information.block.BlockStore;

/** Relays one raw block, for agents and arbiters that believe no gateway. */
final class GetBlock implements Handler {
    static final String ROUTE = "/v1/blocks/{number}";

    private final BlockStore blocks;

    GetBlock(BlockStore blocks) {
        this.blocks = blocks;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        long number = Requests.pathNumber(ctx, "number");
        byte[] block =
                blocks.read(number).orElseThrow(() -> ProblemException.notFound("block " + number));
        ctx.contentType("application/octet-stream").result(block);
    }
}
