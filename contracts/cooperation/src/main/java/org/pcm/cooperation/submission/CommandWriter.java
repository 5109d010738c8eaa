package org.pcm.cooperation.submission;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.json.Json;

/** Writes commands as a submission's payload. */
public final class CommandWriter {
    private CommandWriter() {}

    /** The payload that holds {@code commands}. */
    public static byte[] write(List<? extends Command> commands) {
        return Json.write(to -> {
            to.writeStartArray();
            for (Command command : commands) {
                to.writeStartObject();
                fields(command, to);
                to.writeEndObject();
            }
            to.writeEndArray();
        });
    }

    private static void fields(Command command, JsonGenerator to) throws IOException {
        switch (command) {
            case Command.Register c -> {
                to.writeStringField("do", "register");
                to.writeStringField("name", c.name());
                to.writeStringField("tier", c.tier().name());
                to.writeArrayFieldStart("capabilities");
                for (String capability : c.capabilities()) {
                    to.writeString(capability);
                }
                to.writeEndArray();
                to.writeStringField("voucher", c.voucher());
            }
            case Command.Open c -> {
                to.writeStringField("do", "open");
                to.writeFieldName("terms");
                c.terms().write(to);
                c.pledge().write("pledge", to);
            }
            case Command.Join c -> {
                to.writeStringField("do", "join");
                c.pledge().write("pledge", to);
                if (c.namesProposal()) {
                    to.writeNumberField("proposal", c.proposal());
                }
            }
            case Command.Pledge c -> {
                to.writeStringField("do", "pledge");
                c.pledge().write("pledge", to);
                if (c.labels() != null) {
                    to.writeArrayFieldStart("labels");
                    for (String label : c.labels()) {
                        to.writeString(label);
                    }
                    to.writeEndArray();
                }
            }
            case Command.Leave c -> to.writeStringField("do", "leave");
            case Command.Submit c -> {
                to.writeStringField("do", "submit");
                to.writeStringField("name", c.name());
                to.writeArrayFieldStart("kinds");
                for (Kind kind : c.kinds()) {
                    kind.write(to);
                }
                to.writeEndArray();
                tasks(c.specs(), c.kindRuns(), c.more(), to);
                c.traits().writeFields(to);
            }
            case Command.Extend c -> {
                to.writeStringField("do", "extend");
                to.writeNumberField("job", c.job());
                tasks(c.specs(), c.kindRuns(), c.more(), to);
            }
            case Command.Cancel c -> {
                to.writeStringField("do", "cancel");
                to.writeNumberField("job", c.job());
                if (c.tasks() != null) {
                    to.writeStringField("tasks", c.tasks().toString());
                }
            }
            case Command.Accept c -> answer("accept", c.job(), c.tasks(), to);
            case Command.Reject c -> {
                answer("reject", c.job(), c.tasks(), to);
                to.writeStringField("reason", c.reason());
                if (c.last()) {
                    to.writeBooleanField("final", true);
                }
            }
            case Command.Grab c -> answer("grab", c.job(), c.tasks(), to);
            case Command.Complete c -> {
                answer("complete", c.job(), c.tasks(), to);
                to.writeStringField("results", c.results().toString());
            }
            case Command.Fail c -> {
                answer("fail", c.job(), c.tasks(), to);
                to.writeStringField("reason", c.reason());
                if (c.results().count() > 0) {
                    to.writeStringField("results", c.results().toString());
                }
            }
            case Command.HandBack c -> answer("handBack", c.job(), c.tasks(), to);
            case Govern c -> GovernWriter.fields(c, to);
            case KeyCommand c -> GovernWriter.fields(c, to);
            case Command.Close c -> to.writeStringField("do", "close");
        }
    }

    private static void answer(String name, long job, TaskSet tasks, JsonGenerator to)
            throws IOException {
        to.writeStringField("do", name);
        to.writeNumberField("job", job);
        to.writeStringField("tasks", tasks.toString());
    }

    private static void tasks(Digests specs, List<KindRun> runs, boolean more, JsonGenerator to)
            throws IOException {
        to.writeStringField("specs", specs.toString());
        if (!runs.isEmpty()) {
            to.writeArrayFieldStart("kindRuns");
            for (KindRun run : runs) {
                to.writeStartArray();
                to.writeNumber(run.kind());
                to.writeNumber(run.count());
                to.writeEndArray();
            }
            to.writeEndArray();
        }
        if (more) {
            to.writeBooleanField("more", true);
        }
    }
}
