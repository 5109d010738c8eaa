package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.Pcm;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.CommandWriter;
import org.pcm.cooperation.submission.Header;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.Gateway;
import org.pcm.gateway.information.fabric.FabricLedger;
import org.pcm.gateway.information.fabric.FabricLink;
import org.pcm.gateway.information.fabric.Profile;
import org.pcm.gateway.information.port.Fate;
import org.pcm.participant.Agent;
import org.pcm.participant.Site;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.MemberSummary;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskOutcome;
import org.pcm.participant.control.Rule;
import org.pcm.participant.control.Rules;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.Settled;
import org.pcm.participant.information.http.EventStream;

/**
 * What the system must do, each requirement by its id, seen from outside: through gateways, as
 * participants see it. The same tests run on every kind of ledger.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RequirementsSuite {
    private World world;

    /** Brings the ledger up. */
    abstract TestLedger ledger(Path folder) throws Exception;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        world = new World(ledger(folder), folder);
    }

    @AfterAll
    void end() throws Exception {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void p1_three_participants_each_coordinate_a_cooperation_at_the_same_time() throws IOException {
        PcmClient stranger = world.person("insider", Tier.MICRO);
        for (Tier tier : List.of(Tier.HPC, Tier.PUBLIC, Tier.MICRO)) {
            PcmClient opener = world.person("opener", tier);
            String cooperation = world.name("own");
            opener.open(cooperation, world.terms(), Scene.cpus(1));
            stranger.join(cooperation, Scene.cpus(1));

            assertThatThrownBy(() -> stranger.end(cooperation))
                    .isInstanceOfSatisfying(
                            PcmException.Refused.class,
                            e -> assertThat(e.code()).isEqualTo("NotCoordinator"));
            MemberSummary coordinator =
                    Until.present(() ->
                            world.directory.member(
                                    cooperation, opener.identity().name().orElseThrow()));
            assertThat(world.directory.cooperation(cooperation).orElseThrow().coordinator())
                    .isEqualTo(coordinator.member());
        }
    }

    @Test
    void p3_pledges_change_and_members_leave_while_tasks_run() throws IOException {
        Scene scene = new Scene(world);
        PcmClient worker = scene.worker(2);
        long job = scene.job(6, Scene.MINUTE);
        assertThat(scene.offer(worker, job).tasks().size()).isEqualTo(2);
        scene.say(worker, new Command.Accept(job, TaskSet.run(0, 1)));

        scene.say(worker, new Command.Pledge(Scene.cpus(1)));
        scene.say(worker, new Command.Complete(job, TaskSet.of(0), Scene.digests(1, 3)));
        assertThat(scene.offers(job)).as("one runs and one fits: nothing is free").hasSize(1);

        scene.say(worker, new Command.Pledge(Scene.cpus(3)));
        Event.Offered more =
                scene.log.await(Event.Offered.class, e -> e.job() == job && e.tasks().contains(2));
        assertThat(more.tasks()).isEqualTo(TaskSet.run(2, 3));

        scene.say(worker, new Command.Leave());
        scene.log.await(Event.Returned.class, e -> e.tasks().equals(more.tasks()));
        assertThat(scene.log.events(Event.Left.class)).as("task 1 still runs").isEmpty();
        scene.say(worker, new Command.Complete(job, TaskSet.of(1), Scene.digests(1, 4)));
        scene.log.await(Event.Left.class, e -> e.member() == scene.numberOf(worker));
        scene.carryOut(job, scene.worker(4));
        assertThat(scene.summary(job).done()).isEqualTo(6);
    }

    @Test
    void p5_the_evidence_can_be_exported_and_audited() throws IOException {
        Scene scene = new Scene(world);
        PcmClient worker = scene.worker(4);
        scene.carryOut(scene.job(3, 1_000), worker);

        Pcm.run(
                        "audit",
                        "--gateway",
                        world.addresses().getFirst(),
                        "--genesis",
                        world.ledger.genesis())
                .with(0);
    }

    @Test
    void p6_nothing_is_lost_or_handled_twice_when_gateway_and_agent_start_again() throws Exception {
        Scene scene = new Scene(world);
        String own = world.name("gateway");
        Gateway gateway = world.gateway(own, 0);
        URI address = URI.create(gateway.url());
        PcmClient provider = world.person("provider", Tier.EDGE);
        Site site = site(provider, scene.cooperation, Scene.cpus(2), List.of(address), List.of());
        Agent agent = Agent.start(site);
        try {
            PcmClient owner = world.person("owner", Tier.CONSUMER, List.of(address));
            owner.join(scene.cooperation, Resources.NONE);
            JobRef job = owner.submit(job(scene, 6, 64, "sleep 0.5; echo done"));
            scene.log.await(Event.Completed.class, e -> e.job() == job.job());

            gateway.close();
            agent.close();
            gateway = world.gateway(own, address.getPort());
            agent = Agent.start(site);

            scene.log.await(Event.JobClosed.class, e -> e.job() == job.job() && e.done() == 6);
            assertThat(starts(scene, job)).as("attempts of each task").containsOnly(1).hasSize(6);
        } finally {
            agent.close();
            gateway.close();
        }
    }

    /** How often each task was accepted, and so started. */
    private static List<Integer> starts(Scene scene, JobRef job) {
        Map<Integer, Integer> starts = new HashMap<>();
        scene.log.events(Event.Accepted.class).stream()
                .filter(e -> e.job() == job.job())
                .flatMapToInt(e -> e.tasks().stream())
                .forEach(task -> starts.merge(task, 1, Integer::sum));
        return List.copyOf(starts.values());
    }

    @Test
    void p7_a10_a11_who_qualifies_enters_the_roster_and_who_leaves_is_out() throws IOException {
        PcmClient opener = world.person("opener", Tier.HPC);
        String cooperation = world.name("strict");
        Terms terms = world.terms().withTiers(List.of(Tier.HPC, Tier.EDGE)).withRosterMax(2);
        opener.open(cooperation, terms, Scene.cpus(1));
        PcmClient cloud = world.person("cloud", Tier.PUBLIC);
        PcmClient edge = world.person("edge", Tier.EDGE);
        PcmClient late = world.person("late", Tier.EDGE);

        assertRefused("TierNotAdmitted", () -> cloud.join(cooperation, Scene.cpus(1)));
        edge.join(cooperation, Scene.cpus(3));
        assertRefused("RosterFull", () -> late.join(cooperation, Scene.cpus(1)));

        String name = edge.identity().name().orElseThrow();
        MemberSummary entered = Until.present(() -> world.directory.member(cooperation, name));
        assertThat(entered.pledge()).isEqualTo(Scene.cpus(3));
        assertThat(entered.weight()).isEqualTo(1_000);
        edge.leave(cooperation);
        Until.holds(() ->
                world.directory.member(cooperation, name).orElseThrow().state().equals("LEFT"));
        late.join(cooperation, Scene.cpus(1));
    }

    @Test
    void p8_a7_a9_b14_a_refused_task_does_not_run_costs_weight_and_goes_to_another()
            throws IOException {
        Scene scene = new Scene(world);
        PcmClient one = scene.worker(1);
        PcmClient two = scene.worker(1);
        long job = scene.job(1, Scene.MINUTE);
        Event.Offered first = scene.log.await(Event.Offered.class, e -> e.job() == job);
        PcmClient refuser = first.member() == scene.numberOf(one) ? one : two;
        PcmClient other = refuser == one ? two : one;

        Settled refusal = scene.say(refuser, new Command.Reject(job, first.tasks(), "Busy"));

        Event.WeightChanged fall =
                scene.log.await(
                        Event.WeightChanged.class, e -> e.member() == scene.numberOf(refuser));
        assertThat(fall.cause()).isEqualTo(WeightCause.reject);
        assertThat(fall.to()).isLessThan(fall.from());
        assertThat(refusal.cursor().orElseThrow().block())
                .as("the weight falls in the transaction of the answer")
                .isEqualTo(
                        scene.log
                                .awaitNotice(
                                        Event.WeightChanged.class,
                                        e -> e.member() == scene.numberOf(refuser))
                                .cursor()
                                .block());
        scene.offer(other, job);
        scene.carryOut(other, job, first.tasks());
        assertThat(scene.log.events(Event.Accepted.class))
                .extracting(Event.Accepted::member)
                .containsExactly(scene.numberOf(other));
        assertThat(scene.log.await(Event.JobClosed.class, e -> e.job() == job).done()).isOne();
        assertThat(scene.log.events(Event.WeightChanged.class))
                .filteredOn(e -> e.member() == scene.numberOf(other))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.to()).isGreaterThan(e.from()));
    }

    @Test
    void p9_of_two_with_equal_resources_the_one_with_more_weight_gets_more() throws IOException {
        Scene scene = new Scene(world);
        PcmClient one = scene.worker(100);
        PcmClient two = scene.worker(100);
        long test = scene.job(1, 30 * Scene.MINUTE);
        Event.Offered first = scene.log.await(Event.Offered.class, e -> e.job() == test);
        PcmClient diligent = first.member() == scene.numberOf(one) ? one : two;
        scene.carryOut(test, diligent);
        Until.holds(() -> scene.member(diligent).weight() > 1_000);
        double share =
                (double) scene.member(diligent).weight()
                        / (scene.member(one).weight() + scene.member(two).weight());
        assertThat(share).isGreaterThan(0.55);

        long job = scene.job(99, 30 * Scene.MINUTE);

        Until.holds(() -> offered(scene, job, -1) == 99);
        assertThat(1 + offered(scene, job, scene.numberOf(diligent)))
                .as("of 100 tasks in all, at a share of %s", share)
                .isBetween((int) (100 * share) - 5, (int) (100 * share) + 5);
    }

    /** How many tasks were offered to a member, or to all. */
    private static int offered(Scene scene, long job, int member) {
        return scene.offers(job).stream()
                .filter(e -> member < 0 || e.member() == member)
                .mapToInt(e -> e.tasks().size())
                .sum();
    }

    @Test
    void p10_a6_a8_b7_b8_b9_b10_b11_b13_an_agent_judges_runs_and_returns_the_result()
            throws IOException {
        Scene scene = new Scene(world);
        PcmClient choosy = world.person("choosy", Tier.MICRO);
        PcmClient able = world.person("able", Tier.EDGE);
        try (Agent small =
                        Agent.start(
                                site(
                                        choosy,
                                        scene.cooperation,
                                        Scene.cpus(4),
                                        world.addresses(),
                                        List.of(Rules.memoryAtMost(64))));
                Agent large =
                        Agent.start(
                                site(
                                        able,
                                        scene.cooperation,
                                        Scene.cpus(4),
                                        world.addresses(),
                                        List.of()))) {
            Until.holds(() -> world.directory.members(scene.cooperation).size() == 4);
            JobRef job = scene.owner.submit(job(scene, 4, 128, "echo result of {} > out.txt"));
            List<TaskOutcome> outcomes = new ArrayList<>();
            scene.owner.follow(job, event -> {});
            Path results = world.folder("results");
            outcomes.addAll(scene.owner.fetch(job, results));

            assertThat(outcomes).hasSize(4);
            for (int task = 0; task < 4; task++) {
                assertThat(results.resolve(task + "/out.txt")).hasContent("result of " + task);
            }
            int judge = scene.member(choosy).member();
            assertThat(scene.log.events(Event.Rejected.class))
                    .as("the evaluation, with its reason")
                    .isNotEmpty()
                    .allSatisfy(e -> {
                        assertThat(e.member()).isEqualTo(judge);
                        assertThat(e.reason()).isEqualTo("TooLarge");
                    });
            assertThat(small.status().isIdle()).isTrue();
            assertThat(large.status().isIdle()).isTrue();
        }
    }

    @Test
    void p11_no_gateway_changes_anything_without_the_members_signature() throws Exception {
        Scene scene = new Scene(world);
        PcmClient member = scene.worker(2);
        PcmClient mallory = world.stranger();
        Header header =
                header(member.identity().kid(), scene.cooperation, 2, mallory.ledger().id());
        byte[] input =
                Submission.signingInput(header, CommandWriter.write(List.of(new Command.Leave())));
        String forged =
                new String(
                        Submission.compact(input, mallory.identity().sign(input)),
                        StandardCharsets.US_ASCII);

        try (FabricLink link = FabricLink.open(Profile.read(world.ledger.profile()))) {
            Fate fate = new FabricLedger(link).submit("submit", List.of(scene.cooperation, forged));
            assertThat(fate).isInstanceOf(Fate.Committed.class);
        }

        Outcome outcome = scene.log.awaitOutcome(Submission.id(input));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.refusal().code().wire())
                                        .isEqualTo("BadSignature"));
        assertThat(scene.log.events(Event.Leaving.class)).isEmpty();
        assertThat(scene.member(member).state()).isEqualTo("ACTIVE");
    }

    @Test
    void a2_a3_words_of_many_keys_take_effect_each_once_and_each_keys_in_order() throws Exception {
        Scene scene = new Scene(world);
        List<PcmClient> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            workers.add(scene.worker(1));
        }
        Map<PcmClient, List<Cursor>> places = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<PcmClient, Future<List<Cursor>>> all = new HashMap<>();
            for (PcmClient worker : workers) {
                Callable<List<Cursor>> talk = () -> talk(scene, worker);
                all.put(worker, threads.submit(talk));
            }
            for (Map.Entry<PcmClient, Future<List<Cursor>>> each : all.entrySet()) {
                places.put(each.getKey(), each.getValue().get());
            }
        }

        assertThat(places.values()).allSatisfy(own -> assertThat(own).isSorted());
        assertThat(places.values().stream().flatMap(List::stream)).doesNotHaveDuplicates();
        for (PcmClient worker : workers) {
            scene.log.await(
                    Event.PledgeChanged.class,
                    e -> e.member() == scene.numberOf(worker) && e.pledge().equals(Scene.cpus(6)));
            assertThat(scene.log.events(Event.PledgeChanged.class))
                    .filteredOn(e -> e.member() == scene.numberOf(worker))
                    .extracting(Event.PledgeChanged::pledge)
                    .containsExactly(
                            Scene.cpus(2),
                            Scene.cpus(3),
                            Scene.cpus(4),
                            Scene.cpus(5),
                            Scene.cpus(6));
        }
    }

    private static List<Cursor> talk(Scene scene, PcmClient worker) {
        List<Cursor> places = new ArrayList<>();
        for (int cpus = 2; cpus <= 6; cpus++) {
            Settled settled = scene.say(worker, new Command.Pledge(Scene.cpus(cpus)));
            places.add(settled.cursor().orElseThrow());
        }
        return places;
    }

    @Test
    void a4_an_unknown_kind_of_word_is_a_recorded_refusal() throws Exception {
        Scene scene = new Scene(world);
        PcmClient person = world.person("odd", Tier.CONSUMER);
        byte[] payload =
                "[{\"do\":\"join\",\"pledge\":{\"milliCpu\":0,\"memoryMib\":0,\"gpus\":0}},{\"do\":\"dance\"}]"
                        .getBytes(StandardCharsets.UTF_8);
        byte[] input =
                Submission.signingInput(
                        header(person.identity().kid(), scene.cooperation, 1, person.ledger().id()),
                        payload);

        post(Submission.compact(input, person.identity().sign(input)));

        assertThat(scene.log.awaitOutcome(Submission.id(input)))
                .isInstanceOfSatisfying(
                        Outcome.Applied.class,
                        applied -> {
                            assertThat(applied.results().getFirst())
                                    .isInstanceOf(CommandResult.Done.class);
                            assertThat(applied.results().getLast())
                                    .isInstanceOfSatisfying(
                                            CommandResult.Refused.class,
                                            refused ->
                                                    assertThat(refused.refusal().code().wire())
                                                            .isEqualTo("UnknownCommand"));
                        });
    }

    @Test
    void a5_what_is_offered_never_exceeds_what_is_free() throws IOException {
        Scene scene = new Scene(world);
        PcmClient small = scene.worker(2);
        PcmClient large = scene.worker(4);
        long job = scene.job(24, 1_000);

        scene.carryOut(job, small, large);

        Map<Integer, Integer> held = new HashMap<>();
        Map<Integer, Integer> most = new HashMap<>();
        for (Event.OfHolder event : scene.log.events(Event.OfHolder.class)) {
            if (event instanceof Event.Offered) {
                held.merge(event.member(), event.tasks().size(), Integer::sum);
            } else if (event instanceof Event.Completed) {
                held.merge(event.member(), -event.tasks().size(), Integer::sum);
            }
            held.forEach((member, tasks) -> most.merge(member, tasks, Math::max));
        }
        assertThat(most).containsEntry(scene.numberOf(small), 2);
        assertThat(most).containsEntry(scene.numberOf(large), 4);
        assertThat(held.values()).containsOnly(0);
    }

    @Test
    void b6_results_go_to_whom_they_concern_and_to_all() throws IOException {
        Scene scene = new Scene(world);
        PcmClient one = scene.worker(2);
        PcmClient two = scene.worker(2);
        LaneLog own = world.keep(new LaneLog(listener -> memberStream(scene, one, listener)));

        long job = scene.job(4, 1_000);
        scene.carryOut(job, one, two);

        own.await(Event.Completed.class, e -> e.job() == job);
        assertThat(scene.log.events(Event.Offered.class))
                .extracting(Event.Offered::member)
                .as("overall")
                .contains(scene.numberOf(one), scene.numberOf(two));
        assertThat(own.events(Event.OfHolder.class))
                .as("point to point")
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.member()).isEqualTo(scene.numberOf(one)));
        assertThat(own.events(Event.Offered.class))
                .isEqualTo(
                        scene.log.events(Event.Offered.class).stream()
                                .filter(e -> e.member() == scene.numberOf(one))
                                .toList());
    }

    private EventStream memberStream(Scene scene, PcmClient person, Consumer<Notice> listener) {
        return EventStream.ofMember(
                world.gateways,
                scene.cooperation,
                person.identity().name().orElseThrow(),
                new Tokens(person.identity(), person.ledger().id(), InstantSource.system()),
                Cursor.START,
                listener);
    }

    private static void assertRefused(String code, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        PcmException.Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Header header(String kid, String cooperation, long sequence, String ledger) {
        long until = System.currentTimeMillis() + Scene.MINUTE;
        return new Header(kid, ledger, cooperation, sequence, until, 0, null);
    }

    private void post(byte[] jws) throws IOException, InterruptedException {
        URI door = world.addresses().getFirst().resolve("/v1/submissions");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(door)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(jws))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
    }

    private Site site(
            PcmClient person,
            String cooperation,
            Resources pledge,
            List<URI> gateways,
            List<Rule> rules)
            throws IOException {
        return new Site(
                person.identity().name().orElseThrow(),
                person.identity().file(),
                gateways,
                Optional.of(world.ledger.genesis()),
                List.of(new Site.Engaged(cooperation, pledge)),
                rules,
                world.folder("work"),
                64,
                true);
    }

    /** A job whose tasks run a shell line, in which {@code {}} is the task's number. */
    private JobFile job(Scene scene, int tasks, int memoryMib, String line) throws IOException {
        Path folder = world.folder("job");
        StringBuilder list = new StringBuilder();
        for (int task = 0; task < tasks; task++) {
            list.append(task == 0 ? "" : ",")
                    .append("{\"command\":[\"sh\",\"-c\",\"")
                    .append(line.replace("{}", Integer.toString(task)))
                    .append("\"]}");
        }
        String outputs = line.contains("out.txt") ? "\"outputs\":[\"out.txt\"]," : "";
        return JobFile.read(
                Files.writeString(
                        folder.resolve("job.json"),
                        "{\"name\":\"job\",\"cooperation\":\""
                                + scene.cooperation
                                + "\",\"defaults\":{"
                                + outputs
                                + "\"milliCpu\":1000,\"memoryMib\":"
                                + memoryMib
                                + ",\"estimateMillis\":1000},\"tasks\":["
                                + list
                                + "]}"));
    }
}
