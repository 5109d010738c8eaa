package org.pcm.gateway.information.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import org.pcm.cooperation.json.Json;
import org.pcm.gateway.information.message.Estimate;
import org.pcm.gateway.information.port.Estimates;

/** Proposes how long tasks will take, from how long an owner's earlier ones took (A5). */
final class GetEstimates implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/estimates";

    private final Estimates estimates;

    GetEstimates(Estimates estimates) {
        this.estimates = estimates;
    }

    @Override
    public void handle(Context ctx) {
        String cooperation = ctx.pathParam("cooperation");
        String owner = Requests.text(ctx, "owner");
        String job = Requests.text(ctx, "job");
        Requests.answer(
                ctx,
                estimates.of(cooperation, owner, job).map(GetEstimates::json),
                "cooperation " + cooperation);
    }

    private static byte[] json(List<Estimate> all) {
        return Json.write(to -> {
            to.writeStartArray();
            for (Estimate one : all) {
                write(one, to);
            }
            to.writeEndArray();
        });
    }

    private static void write(Estimate estimate, JsonGenerator to) throws IOException {
        to.writeStartObject();
        estimate.needs().writeFields(to);
        to.writeNumberField("estimateMillis", estimate.millis());
        to.writeNumberField("runs", estimate.runs());
        to.writeNumberField("shortestMillis", estimate.shortest());
        to.writeNumberField("longestMillis", estimate.longest());
        to.writeEndObject();
    }
}
