package org.pcm.cli.demo;

import java.io.PrintWriter;
import org.pcm.cli.console.Progress;
import org.pcm.cli.console.Table;

/** What the audience sees. */
final class Show {
    private static final int LABEL = 14;

    private final PrintWriter out;
    private final PrintWriter err;

    Show(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** A line of the story: what it is about, and what happened. */
    synchronized void tell(String about, String what) {
        out.println(about + " ".repeat(Math.max(1, LABEL - about.length())) + what);
        out.flush();
    }

    Progress tasks(int total) {
        return Progress.on(err, "tasks done:", total);
    }

    void end(Report report) {
        out.println();
        Table roster =
                new Table(
                        "PARTICIPANT",
                        "TIER",
                        "WEIGHT BEFORE",
                        "AFTER",
                        "ACCEPTED",
                        "REFUSED",
                        "COMPLETED");
        for (Report.Line line : report.roster()) {
            roster.row(
                    line.name(),
                    line.tier(),
                    line.weightBefore(),
                    line.weightAfter(),
                    line.accepted(),
                    line.refused(),
                    line.completed());
        }
        roster.print(out);
        out.println();
        tell("evidence", "blocks  " + report.blocks());
        tell("", "genesis " + report.genesis());
        tell("", "input   " + report.input());
        tell("", "result  " + report.result());
        tell(
                "check it",
                "pcm audit --blocks " + report.blocks() + " --genesis " + report.genesis());
        out.println();
        report.wrong().forEach(what -> tell("WRONG", what));
        out.println(
                (report.ok() ? "All is right, in " : "Not all is right, in ")
                        + report.seconds()
                        + " s.");
        out.flush();
    }
}
