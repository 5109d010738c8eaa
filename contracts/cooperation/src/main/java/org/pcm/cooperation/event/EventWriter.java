package org.pcm.cooperation.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.pcm.cooperation.job.Kind;

/** Writes events as JSON. */
public final class EventWriter {
    private EventWriter() {}

    /**
     * Writes the fields of {@code event}, {@code on} first, into the object that {@code to} is in.
     */
    public static void writeFields(Event event, JsonGenerator to) throws IOException {
        to.writeStringField("on", event.getClass().getSimpleName());
        if (event instanceof Event.OfJob e) {
            to.writeNumberField("job", e.job());
        }
        if (event instanceof Event.OfTasks e) {
            to.writeStringField("tasks", e.tasks().toString());
        }
        if (event instanceof Event.OfMember e) {
            to.writeNumberField("member", e.member());
        }
        switch (event) {
            case Event.Registered e -> {
                to.writeStringField("name", e.name());
                to.writeStringField("tier", e.tier().name());
                to.writeStringField("organisation", e.organisation());
                texts("capabilities", e.capabilities(), to);
                to.writeStringField("kid", e.kid());
            }
            case Event.Opened e -> {
                to.writeNumberField("coordinator", e.coordinator());
                to.writeFieldName("terms");
                e.terms().write(to);
            }
            case Event.Joined e -> {
                to.writeStringField("name", e.name());
                to.writeStringField("tier", e.tier().name());
                to.writeStringField("kid", e.kid());
                e.pledge().write("pledge", to);
                to.writeNumberField("weight", e.weight());
            }
            case Event.KeyAdded e -> {
                key(e.name(), e.kid(), to);
                to.writeStringField("key", e.key());
            }
            case Event.KeyRevoked e -> key(e.name(), e.kid(), to);
            case Event.Applied e -> {
                to.writeStringField("name", e.name());
                to.writeStringField("tier", e.tier().name());
                to.writeStringField("kid", e.kid());
                e.pledge().write("pledge", to);
                to.writeNumberField("weight", e.weight());
                to.writeStringField("organisation", e.organisation());
                texts("labels", e.labels(), to);
                to.writeNumberField("until", e.until());
            }
            case Event.TurnedAway e -> to.writeStringField("why", e.why());
            case Event.Suspended e -> to.writeStringField("why", e.why());
            case Event.KeysChanged e -> texts("kids", e.kids(), to);
            case Governed e -> GovernedWriter.fields(e, to);
            case Event.PledgeChanged e -> e.pledge().write("pledge", to);
            case Event.JobSubmitted e -> {
                to.writeNumberField("owner", e.owner());
                to.writeStringField("name", e.name());
                to.writeArrayFieldStart("kinds");
                for (Kind kind : e.kinds()) {
                    kind.write(to);
                }
                to.writeEndArray();
                to.writeNumberField("tasks", e.tasks());
                to.writeBooleanField("more", e.more());
            }
            case Event.JobExtended e -> {
                to.writeNumberField("tasks", e.tasks());
                to.writeBooleanField("more", e.more());
            }
            case Event.Offered e -> {
                to.writeNumberField("kind", e.kind());
                to.writeStringField("specs", e.specs().toString());
                to.writeNumberField("until", e.until());
            }
            case Event.Accepted e -> to.writeNumberField("until", e.until());
            case Event.Rejected e -> to.writeStringField("reason", e.reason());
            case Event.OfferExpired e -> to.writeBooleanField("seen", e.seen());
            case Event.Completed e -> to.writeStringField("results", e.results().toString());
            case Event.Failed e -> {
                to.writeStringField("reason", e.reason());
                to.writeStringField("results", e.results().toString());
            }
            case Event.Exhausted e -> to.writeStringField("why", e.why().name());
            case Event.JobClosed e -> {
                to.writeStringField("state", e.state().name());
                to.writeNumberField("done", e.done());
                to.writeNumberField("failed", e.failed());
                to.writeNumberField("cancelled", e.cancelled());
                to.writeStringField("digest", e.digest());
            }
            case Event.WeightChanged e -> {
                to.writeNumberField("from", e.from());
                to.writeNumberField("to", e.to());
                to.writeNumberField("carry", e.carry());
                to.writeStringField("cause", e.cause().name());
            }
            case Event.Away e -> {}
            case Event.Back e -> {}
            case Event.Leaving e -> {}
            case Event.Left e -> {}
            case Event.Readmitted e -> {}
            case Event.HandedBack e -> {}
            case Event.Returned e -> {}
            case Event.Overdue e -> {}
            case Event.Cancelling e -> {}
            case Event.Cancelled e -> {}
            case Event.Closed e -> {}
            case Planned e -> PlannedWire.writeFields(e, to);
        }
    }

    private static void key(String name, String kid, JsonGenerator to) throws IOException {
        to.writeStringField("name", name);
        to.writeStringField("kid", kid);
    }

    private static void texts(String name, List<String> texts, JsonGenerator to)
            throws IOException {
        to.writeArrayFieldStart(name);
        for (String text : texts) {
            to.writeString(text);
        }
        to.writeEndArray();
    }
}
