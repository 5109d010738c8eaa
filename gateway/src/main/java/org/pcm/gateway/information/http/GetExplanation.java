package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import org.pcm.cooperation.member.Labels;
import org.pcm.gateway.information.port.Explanations;
import org.pcm.gateway.information.port.LedgerUnreachable;

/** Tells why a task lies where it does, by the contract itself (B5). */
final class GetExplanation implements Handler {
    static final String ROUTE = GetTask.ROUTE + "/explanation";

    private final Explanations explanations;

    GetExplanation(Explanations explanations) {
        this.explanations = explanations;
    }

    @Override
    public void handle(Context ctx) {
        String cooperation = ctx.pathParam("cooperation");
        long job = Requests.pathNumber(ctx, "job");
        long task = Requests.pathNumber(ctx, "task");
        Requests.answer(
                ctx,
                Labels.isName(cooperation) ? ask(cooperation, job, task) : Optional.empty(),
                "explanation of task " + task + " in job " + job + ": it has ended, or never was");
    }

    private Optional<byte[]> ask(String cooperation, long job, long task) {
        try {
            return Optional.of(explanations.explain(cooperation, job, task))
                    .filter(json -> json.length > 0);
        } catch (LedgerUnreachable e) {
            throw ProblemException.of(503, "NotReady", "no peer explains it: " + e.getMessage());
        }
    }
}
