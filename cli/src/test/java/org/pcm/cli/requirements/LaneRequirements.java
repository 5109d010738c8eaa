package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pcm.cli.Pcm;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.CommandWriter;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.Header;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.information.fabric.FabricLedger;
import org.pcm.gateway.information.fabric.FabricLink;
import org.pcm.gateway.information.fabric.Profile;
import org.pcm.gateway.information.port.Fate;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.Settled;
import org.pcm.participant.information.http.EventStream;

/** What is said travels as it was signed, once and in order, and anybody can check it. */
interface LaneRequirements {
    /** The ledger, its gateways and its people. */
    World world();

    @Test
    default void p5_the_evidence_can_be_exported_and_audited() throws IOException {
        Scene scene = new Scene(world());
        PcmClient worker = scene.worker(4);
        scene.carryOut(scene.job(3, 1_000), worker);

        Pcm.run(
                        "audit",
                        "--gateway",
                        world().addresses().getFirst(),
                        "--genesis",
                        world().ledger.genesis())
                .with(0);
    }

    @Test
    default void p11_no_gateway_changes_anything_without_the_members_signature() throws Exception {
        Scene scene = new Scene(world());
        PcmClient member = scene.worker(2);
        PcmClient mallory = world().stranger();
        Header header =
                header(member.identity().kid(), scene.cooperation, 2, mallory.ledger().id());
        byte[] input =
                Submission.signingInput(header, CommandWriter.write(List.of(new Command.Leave())));
        String forged =
                new String(
                        Submission.compact(input, mallory.identity().sign(input)),
                        StandardCharsets.US_ASCII);

        try (FabricLink link = FabricLink.open(Profile.read(world().ledger.profile()))) {
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
    default void a2_a3_words_of_many_keys_take_effect_each_once_and_each_keys_in_order()
            throws Exception {
        Scene scene = new Scene(world());
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
    default void a4_an_unknown_kind_of_word_is_a_recorded_refusal() throws Exception {
        Scene scene = new Scene(world());
        PcmClient person = world().person("odd", Tier.CONSUMER);
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
    default void b1_a_deal_of_an_outside_market_enters_by_one_message_and_once() throws Exception {
        PcmClient market = world().person("market", Tier.OPERATOR);
        PcmClient seller = world().person("seller", Tier.HPC);
        String deal = world().name("deal");
        String reference = "exchange.example/deals/" + deal;
        String message =
                """
                [{"do":"open","pledge":{"milliCpu":0,"memoryMib":0,"gpus":0},
                  "terms":{"rules":2,"offersMax":7,"admission":[{"check":"tiers","tiers":["HPC","OPERATOR"]}],
                           "end":[[{"when":"coordinatorsWord"}]],"reelection":{"method":"member"}}},
                 {"do":"submit","name":"%s","specs":"%s",
                  "kinds":[{"milliCpu":1000,"memoryMib":64,"gpus":0,"estimateMillis":1000,"limitMillis":60000}]}]
                """
                        .formatted(reference, Hash.base64url(new byte[2 * Digests.LENGTH]));
        byte[] signed = first(market, deal, message);

        post(signed);
        Until.present(() -> world().directory.cooperation(deal));
        assertThat(send(world().addresses().getLast(), signed).statusCode()).isIn(200, 202);
        byte[] again = first(market, deal, message.replace(reference, "another"));
        HttpResponse<String> refused = send(world().addresses().getFirst(), again);
        assertThat(refused.body()).contains("SequenceUsed");
        PcmClient rival = world().person("rival", Tier.OPERATOR);
        Scene.refused("CooperationExists", () -> rival.open(deal, world().terms(), Resources.NONE));
        PcmClient edge = world().person("edge", Tier.EDGE);
        Scene.refused("TierNotAdmitted", () -> edge.join(deal, Scene.cpus(2)));
        seller.join(deal, Scene.cpus(2));
        LaneLog log = world().log(deal);
        Event.Offered offered = log.await(Event.Offered.class, e -> true);
        seller.lane(deal).seen(log.version());
        seller.lane(deal)
                .submit(
                        new Command.Accept(offered.job(), offered.tasks()),
                        new Command.Complete(offered.job(), offered.tasks(), Scene.digests(2, 1)));

        assertThat(log.await(Event.JobClosed.class, e -> true).done()).isEqualTo(2);
        Terms terms = log.await(Event.Opened.class, e -> true).terms();
        assertThat(terms.offersMax()).as("the negotiated terms").isEqualTo(7);
        assertThat(terms.governance().admission()).isNotEmpty();
        assertThat(log.events(Event.JobSubmitted.class))
                .as("the deal, by its reference, once")
                .singleElement()
                .satisfies(job -> assertThat(job.name()).isEqualTo(reference));
    }

    /** What a participant says first in a lane. */
    private static byte[] first(PcmClient person, String lane, String payload) {
        Header header = header(person.identity().kid(), lane, 1, person.ledger().id());
        byte[] input = Submission.signingInput(header, payload.getBytes(StandardCharsets.UTF_8));
        return Submission.compact(input, person.identity().sign(input));
    }

    @Test
    default void b6_results_go_to_whom_they_concern_and_to_all() throws IOException {
        Scene scene = new Scene(world());
        PcmClient one = scene.worker(2);
        PcmClient two = scene.worker(2);
        LaneLog own = world().keep(new LaneLog(listener -> memberStream(scene, one, listener)));

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
                world().gateways,
                scene.cooperation,
                person.identity().name().orElseThrow(),
                new Tokens(person.identity(), person.ledger().id(), InstantSource.system()),
                Cursor.START,
                listener);
    }

    private static Header header(String kid, String cooperation, long sequence, String ledger) {
        long until = System.currentTimeMillis() + Scene.MINUTE;
        return new Header(kid, ledger, cooperation, sequence, until, 0, null);
    }

    private void post(byte[] jws) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(world().addresses().getFirst(), jws);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static HttpResponse<String> send(URI gateway, byte[] jws)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(gateway.resolve("/v1/submissions"))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(jws))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
