package org.pcm.participant.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.participant.information.BoardPage;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;
import org.pcm.participant.resource.Attempts;
import org.pcm.participant.resource.Jobs;
import org.pcm.participant.sqlite.Database;

/** How an agent reads what waits, page by page, whatever a gateway says. */
class GrabsTest {

    private static final Resources PLEDGE = new Resources(4_000, 400, 0);
    private static final int PAGES_OF_A_LOOK = 16;

    @TempDir Path folder;
    private Database database;
    private final Causes causes = new Causes(3, DispatchMode.GRAB);
    private final List<String> asked = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private DispatchMode said = DispatchMode.GRAB;
    private long version = 7;
    private Grabs grabs;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        folder.resolve("a.db"),
                        List.of(Attempts.SCHEMA, Jobs.SCHEMA, Attempts.CLAIMS + Jobs.GANGS));
        Attempts attempts = new Attempts(database);
        TaskDocuments documents = new TaskDocuments(new HeldContent());
        PolicyCenter policy = new PolicyCenter(List.of());
        grabs =
                new Grabs(
                        "lab",
                        attempts,
                        this::page,
                        documents,
                        policy,
                        new Decisions("lab", database, attempts, documents, policy, PLEDGE),
                        () -> 7,
                        () -> true,
                        causes);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Tells the places in turn, and refuses any that it was not told to tell. */
    private BoardPage page(String from) {
        asked.add(from);
        if (from.equals("9.9")) {
            throw new PcmException.Refused("BadRequest", "no such place");
        }
        String next = places.isEmpty() ? "" : places.removeFirst();
        return new BoardPage(version, said, 1_000, PLEDGE, Resources.NONE, List.of(), next);
    }

    private void look() {
        causes.stir();
        grabs.look();
    }

    private List<String> askedNow() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    @Test
    void a_wrong_place_to_go_on_ends_one_look_and_no_more() {
        places.add("9.9");
        look();
        assertThat(askedNow()).containsExactly("", "9.9");
        look();
        assertThat(askedNow()).as("from the beginning again").containsExactly("");
    }

    @Test
    void only_what_a_gateway_takes_is_a_place() {
        for (String next : List.of("x", "1", "1.2&from=3", "1.2#", "-1.0", "1.1234567890")) {
            assertThatThrownBy(() -> BoardPage.read(JsonObject.of("", Json.parse(json(next)))))
                    .as(next)
                    .isInstanceOf(InvalidDocument.class);
        }
        assertThat(BoardPage.read(JsonObject.of("", Json.parse(json("12.128")))).next())
                .isEqualTo("12.128");
        assertThat(BoardPage.read(JsonObject.of("", Json.parse(json("")))).next()).isEmpty();
    }

    private static byte[] json(String next) {
        return """
        {"version":1,"mode":"GRAB","weight":1000,"pledge":{"milliCpu":1,"memoryMib":1},
         "used":{"milliCpu":0,"memoryMib":0},"jobs":[],"next":"%s"}
        """
                .formatted(next)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_look_that_begins_further_on_comes_round_to_the_beginning_once() {
        for (int i = 1; i <= PAGES_OF_A_LOOK; i++) {
            places.add("1." + i);
        }
        look();
        assertThat(askedNow()).hasSize(PAGES_OF_A_LOOK).startsWith("").endsWith("1.15");
        look();
        assertThat(askedNow()).containsExactly("1.16", "");
        look();
        assertThat(askedNow()).containsExactly("");
    }

    /** Else an old page that says PUSH would end grabbing until the next heartbeat. */
    @Test
    void how_tasks_are_given_is_not_believed_from_a_page_of_before() {
        look();
        version = 6;
        said = DispatchMode.PUSH;
        look();
        version = 7;
        said = DispatchMode.GRAB;
        askedNow();
        grabs.look();
        assertThat(askedNow()).as("looks again by itself").containsExactly("");
    }
}
