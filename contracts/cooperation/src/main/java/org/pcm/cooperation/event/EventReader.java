package org.pcm.cooperation.event;

import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.round.Terms;

/** Reads events from JSON, for gateways and agents; the contract itself never does. */
public final class EventReader {
    private static final int ANY = Integer.MAX_VALUE;

    private EventReader() {}

    /** The event in {@code fields}, which must hold nothing else. */
    public static Event read(Fields fields) {
        String on = fields.text("on", 32);
        Event event =
                switch (on) {
                    case "Registered" ->
                            new Event.Registered(
                                    fields.text("name", 32),
                                    fields.constant("tier", Tier.class),
                                    fields.text("organisation", 64),
                                    fields.texts("capabilities", ANY, 32),
                                    fields.text("kid", 64));
                    case "Opened" ->
                            new Event.Opened(
                                    number(fields, "coordinator"),
                                    Terms.read(fields.object("terms")));
                    case "Joined" -> joined(fields);
                    case "KeyAdded" ->
                            new Event.KeyAdded(
                                    fields.text("name", 32),
                                    fields.text("kid", 64),
                                    fields.text("key", 86));
                    case "KeyRevoked" ->
                            new Event.KeyRevoked(fields.text("name", 32), fields.text("kid", 64));
                    case "Applied" -> applied(fields);
                    case "TurnedAway" ->
                            new Event.TurnedAway(member(fields), fields.text("why", 256));
                    case "Suspended" ->
                            new Event.Suspended(member(fields), fields.text("why", 256));
                    case "Readmitted" -> new Event.Readmitted(member(fields));
                    case "KeysChanged" ->
                            new Event.KeysChanged(member(fields), fields.texts("kids", ANY, 64));
                    case "HandedBack" ->
                            new Event.HandedBack(job(fields), tasks(fields), member(fields));
                    case "PledgeChanged" ->
                            new Event.PledgeChanged(
                                    member(fields), Resources.read(fields.object("pledge")));
                    case "Away" -> new Event.Away(member(fields));
                    case "Back" -> new Event.Back(member(fields));
                    case "Leaving" -> new Event.Leaving(member(fields));
                    case "Left" -> new Event.Left(member(fields));
                    case "JobSubmitted" -> jobSubmitted(fields);
                    case "JobExtended" ->
                            new Event.JobExtended(
                                    job(fields),
                                    number(fields, "tasks"),
                                    fields.flag("more", false));
                    case "Offered" ->
                            new Event.Offered(
                                    job(fields),
                                    tasks(fields),
                                    member(fields),
                                    number(fields, "kind"),
                                    Digests.parse(fields.text("specs", ANY)),
                                    time(fields));
                    case "Accepted" ->
                            new Event.Accepted(
                                    job(fields), tasks(fields), member(fields), time(fields));
                    case "Rejected" ->
                            new Event.Rejected(
                                    job(fields),
                                    tasks(fields),
                                    member(fields),
                                    fields.text("reason", 32));
                    case "OfferExpired" ->
                            new Event.OfferExpired(
                                    job(fields),
                                    tasks(fields),
                                    member(fields),
                                    fields.flag("seen", false));
                    case "Returned" ->
                            new Event.Returned(job(fields), tasks(fields), member(fields));
                    case "Completed" ->
                            new Event.Completed(
                                    job(fields),
                                    tasks(fields),
                                    member(fields),
                                    Digests.parse(fields.text("results", ANY)));
                    case "Failed" ->
                            new Event.Failed(
                                    job(fields),
                                    tasks(fields),
                                    member(fields),
                                    fields.text("reason", 32),
                                    Digests.parse(fields.text("results", ANY)));
                    case "Overdue" -> new Event.Overdue(job(fields), tasks(fields), member(fields));
                    case "Exhausted" ->
                            new Event.Exhausted(
                                    job(fields),
                                    tasks(fields),
                                    fields.constant("why", ExhaustedBound.class));
                    case "Cancelling" ->
                            new Event.Cancelling(job(fields), tasks(fields), member(fields));
                    case "Cancelled" -> new Event.Cancelled(job(fields), tasks(fields));
                    case "JobClosed" ->
                            new Event.JobClosed(
                                    job(fields),
                                    fields.constant("state", JobState.class),
                                    number(fields, "done"),
                                    number(fields, "failed"),
                                    number(fields, "cancelled"),
                                    fields.text("digest", 64));
                    case "WeightChanged" ->
                            new Event.WeightChanged(
                                    member(fields),
                                    fields.integer("from", 0, Long.MAX_VALUE),
                                    fields.integer("to", 0, Long.MAX_VALUE),
                                    fields.integer("carry", 0, Long.MAX_VALUE),
                                    fields.constant("cause", WeightCause.class));
                    case "Closed" -> new Event.Closed();
                    default -> later(on, fields);
                };
        if (event == null) {
            throw new JsonException("there is no event \"" + on + "\"");
        }
        fields.end();
        return event;
    }

    private static @Nullable Event later(String on, Fields fields) {
        Event event = PlannedWire.read(on, fields);
        return event == null ? GovernedReader.read(on, fields) : event;
    }

    private static Event joined(Fields fields) {
        return new Event.Joined(
                member(fields),
                fields.text("name", 32),
                fields.constant("tier", Tier.class),
                fields.text("kid", 64),
                Resources.read(fields.object("pledge")),
                fields.integer("weight", 0, Long.MAX_VALUE));
    }

    private static Event applied(Fields fields) {
        return new Event.Applied(
                member(fields),
                fields.text("name", 32),
                fields.constant("tier", Tier.class),
                fields.text("kid", 64),
                Resources.read(fields.object("pledge")),
                fields.integer("weight", 0, Long.MAX_VALUE),
                fields.text("organisation", 64),
                fields.texts("labels", ANY, 32),
                fields.integer("until", 0, Long.MAX_VALUE));
    }

    private static Event jobSubmitted(Fields fields) {
        return new Event.JobSubmitted(
                job(fields),
                number(fields, "owner"),
                fields.text("name", 64),
                fields.list("kinds", ANY, k -> Kind.read(Fields.of(k, "kind"))),
                number(fields, "tasks"),
                fields.flag("more", false));
    }

    private static int number(Fields fields, String name) {
        return (int) fields.integer(name, 0, Integer.MAX_VALUE);
    }

    private static int member(Fields fields) {
        return number(fields, "member");
    }

    private static long job(Fields fields) {
        return fields.integer("job", 1, Long.MAX_VALUE);
    }

    private static long time(Fields fields) {
        return fields.integer("until", 0, Long.MAX_VALUE);
    }

    private static TaskSet tasks(Fields fields) {
        return TaskSet.parse(fields.text("tasks", ANY));
    }
}
