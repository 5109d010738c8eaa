package org.pcm.participant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.JobSummary;
import org.pcm.participant.client.MemberSummary;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskSummary;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.http.EventStream;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/** A cooperation with a consumer who submits, and as many providers and agents as a test wants. */
final class Crew implements Closeable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static final Resources TWO = new Resources(2_000, 1_024, 0);

    final String cooperation = LocalNetwork.name("crew");
    final PcmClient operator;
    final PcmClient submitter;
    private final LocalNetwork network;
    private final Path folder;
    private final List<Closeable> open = new ArrayList<>();

    /** Opened by an operator, so that every provider's weight can move. */
    Crew(LocalNetwork network, Path folder, Terms terms) throws IOException {
        this.network = network;
        this.folder = folder;
        operator = keep(network.participant(folder, "operator", Tier.OPERATOR));
        operator.open(cooperation, terms, Resources.NONE);
        submitter = keep(network.participant(folder, "submitter", Tier.CONSUMER));
        submitter.join(cooperation, Resources.NONE);
    }

    private PcmClient keep(PcmClient client) {
        open.add(client::close);
        return client;
    }

    /** A member who gives two processors, and whose agent does not run yet. */
    PcmClient provider() throws IOException {
        PcmClient provider = keep(network.participant(folder, "provider", Tier.EDGE));
        provider.join(cooperation, TWO);
        return provider;
    }

    /** A provider's agent. */
    Agent agent(PcmClient provider) throws IOException {
        return agent(provider, "{}");
    }

    /** An agent with a policy. */
    Agent agent(PcmClient provider, String policy) throws IOException {
        Site plain = network.site(provider, work(provider), cooperation, TWO);
        Agent agent =
                Agent.start(
                        new Site(
                                plain.name(),
                                plain.identity(),
                                plain.gateways(),
                                plain.genesis(),
                                plain.cooperations(),
                                SiteRules.read(
                                        JsonObject.empty(),
                                        Json.parseObject(policy.getBytes(StandardCharsets.UTF_8))),
                                plain.work(),
                                plain.cacheMib(),
                                plain.allowUnsandboxed()));
        open.add(agent::close);
        return agent;
    }

    /** The file by which a provider's agent is started in a process of its own. */
    Path siteFile(PcmClient provider) throws IOException {
        ObjectNode site = Json.object().put("name", name(provider)).put("allowUnsandboxed", true);
        site.put("work", work(provider).toString());
        site.put("identity", provider.identity().file().toString());
        ArrayNode gateways = site.putArray("gateways");
        network.gateways().forEach(gateway -> gateways.add(gateway.toString()));
        ObjectNode engaged = site.putArray("cooperations").addObject().put("name", cooperation);
        engaged.putObject("pledge")
                .put("milliCpu", TWO.milliCpu())
                .put("memoryMib", TWO.memoryMib());
        return Files.writeString(
                folder.resolve("site-" + name(provider) + ".json"), Json.pretty(site));
    }

    private Path work(PcmClient provider) {
        return folder.resolve("work-" + name(provider));
    }

    static String name(PcmClient client) {
        return client.identity().name().orElseThrow();
    }

    /** Submits so many tasks that each run a command and add their number to {@code out}. */
    JobRef submit(String wishes, String command, int tasks) throws IOException {
        String job =
                """
                {"name":"work","cooperation":"%s",%s"foreach":{"range":{"to":%d}},
                 "defaults":{"command":["sh","-c","%s; echo {} >> out"],"outputs":["out"],
                             "memoryMib":32,"estimateMillis":500,"limitMillis":60000}}
                """
                        .formatted(cooperation, wishes, tasks - 1, command);
        return submitter.submit(JobFile.read(Files.writeString(folder.resolve("job.json"), job)));
    }

    /** Waits for a job's end; all its events, also those from before anybody waited. */
    List<Event.OfJob> follow(JobRef job) {
        submitter.follow(job, event -> {});
        List<Event.OfJob> events = new ArrayList<>();
        CompletableFuture<List<Event.OfJob>> all = new CompletableFuture<>();
        Consumer<Notice> reader =
                notice -> {
                    if (notice instanceof Notice.Happened happened
                            && happened.event() instanceof Event.OfJob event
                            && event.job() == job.job()) {
                        events.add(event);
                        if (event instanceof Event.JobClosed) {
                            all.complete(List.copyOf(events));
                        }
                    }
                };
        try (Gateways gateways = new Gateways(network.gateways(), PATIENCE)) {
            EventStream stream = EventStream.ofLane(gateways, cooperation, Cursor.START, reader);
            try {
                return all.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            } finally {
                stream.close();
            }
        }
    }

    /** Fetches results; what each task wrote, without the line's end. */
    List<String> results(JobRef job) throws IOException {
        Path results = folder.resolve("results");
        submitter.fetch(job, results);
        List<String> written = new ArrayList<>();
        for (TaskSummary task : submitter.directory().tasks(job)) {
            written.add(Files.readString(results.resolve(task.task() + "/out")).strip());
        }
        return written;
    }

    /** How far a job is. */
    JobSummary summary(JobRef job) {
        return submitter.directory().job(job).orElseThrow();
    }

    /** How many of a job's tasks are in a state. */
    long count(JobRef job, String state) {
        return submitter.directory().tasks(job).stream()
                .filter(task -> task.state().equals(state))
                .count();
    }

    MemberSummary member(PcmClient provider) {
        return submitter.directory().member(cooperation, name(provider)).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open.reversed()) {
            each.close();
        }
    }
}
