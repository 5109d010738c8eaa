package org.pcm.participant.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pcm.participant.information.OpenCall;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what stands on the ledger through a gateway: registry, cooperations, members, jobs, tasks.
 * Needs no key.
 */
public final class Directory {

    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
    private static final String COOPERATIONS = "/v1/cooperations/";

    private final Gateways gateways;

    /** Reads through {@code gateways}. */
    public Directory(Gateways gateways) {
        this.gateways = gateways;
    }

    /** Everybody in the registry. */
    public List<ParticipantSummary> participants() {
        return list(gateways.get("/v1/participants"), ParticipantSummary::read);
    }

    /** One participant. */
    public Optional<ParticipantSummary> participant(String name) {
        return find("/v1/participants/" + name, ParticipantSummary::read);
    }

    /** All cooperations. */
    public List<CooperationSummary> cooperations() {
        return list(gateways.get("/v1/cooperations"), CooperationSummary::read);
    }

    /** All calls for participation that are open (P2), with the terms that stand in each. */
    public List<OpenCall> calls() {
        List<OpenCall> calls = new ArrayList<>();
        for (JsonNode each : gateways.get("/v1/cooperations?roundState=CALLED")) {
            try {
                calls.add(call(JsonObject.of("", each)));
            } catch (InvalidDocument e) { // an odd one does not hide the others
                LOG.debug("A call cannot be read: {}", e.getMessage());
            }
        }
        return calls;
    }

    private static OpenCall call(JsonObject from) {
        JsonObject call = from.object("call");
        return new OpenCall(
                from.text("name"),
                from.number("callUntil", 0, Long.MAX_VALUE),
                call.text("by"),
                call.text("tier"),
                call.number("proposal", 1, Long.MAX_VALUE),
                call.node("terms"));
    }

    /** One cooperation. */
    public Optional<CooperationSummary> cooperation(String name) {
        return find(COOPERATIONS + name, CooperationSummary::read);
    }

    /** A cooperation's roster, with weights. */
    public List<MemberSummary> members(String cooperation) {
        return list(gateways.get(COOPERATIONS + cooperation + "/members"), MemberSummary::read);
    }

    /** The open cooperations in whose rosters a participant stands. */
    public List<String> memberships(String participant) {
        return cooperations().stream()
                .filter(cooperation -> cooperation.state().equals("OPEN"))
                .map(CooperationSummary::name)
                .filter(cooperation -> isMember(cooperation, participant))
                .toList();
    }

    /** Whether a participant stands in a cooperation's roster and has not left. */
    public boolean isMember(String cooperation, String participant) {
        return member(cooperation, participant)
                .filter(member -> !member.state().equals("LEFT"))
                .isPresent();
    }

    /** One member. */
    public Optional<MemberSummary> member(String cooperation, String name) {
        return find(COOPERATIONS + cooperation + "/members/" + name, MemberSummary::read);
    }

    /** A cooperation's jobs. */
    public List<JobSummary> jobs(String cooperation) {
        List<JobSummary> all = new ArrayList<>();
        List<JobSummary> page;
        do {
            long next = all.isEmpty() ? 1 : all.getLast().ref().job() + 1;
            page =
                    list(
                            gateways.get(COOPERATIONS + cooperation + "/jobs?from=" + next),
                            from -> JobSummary.read(cooperation, from));
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    /**
     * How long tasks of a participant's jobs of this name will probably take, by their resources;
     * nothing where too few ran.
     */
    public List<Estimate> estimates(String cooperation, String owner, String job) {
        String query = "/estimates?owner=" + encoded(owner) + "&job=" + encoded(job);
        return gateways.find(COOPERATIONS + cooperation + query)
                .map(all -> list(all, Estimate::read))
                .orElse(List.of());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One job. */
    public Optional<JobSummary> job(JobRef job) {
        return find(job.path(), from -> JobSummary.read(job.cooperation(), from));
    }

    /** All tasks of a job. */
    public List<TaskSummary> tasks(JobRef job) {
        List<TaskSummary> all = new ArrayList<>();
        List<TaskSummary> page;
        do {
            page = list(gateways.get(job.path() + "/tasks?from=" + all.size()), TaskSummary::read);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    /** One task. */
    public Optional<TaskSummary> task(JobRef job, int task) {
        return find(job.path() + "/tasks/" + task, TaskSummary::read);
    }

    /** Why a task lies where it does; empty once it has ended and gone. */
    public Optional<TaskExplanation> explain(JobRef job, int task) {
        return find(job.path() + "/tasks/" + task + "/explanation", TaskExplanation::read);
    }

    private <T> Optional<T> find(String path, Function<JsonObject, T> read) {
        return gateways.find(path).map(node -> read.apply(JsonObject.of("", node)));
    }

    private static <T> List<T> list(JsonNode node, Function<JsonObject, T> read) {
        List<T> result = new ArrayList<>();
        node.forEach(each -> result.add(read.apply(JsonObject.of("", each))));
        return result;
    }
}
