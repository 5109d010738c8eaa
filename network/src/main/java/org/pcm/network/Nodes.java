package org.pcm.network;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pcm.network.Fleet.Member;
import org.pcm.network.configuration.Configuration;
import org.pcm.network.identity.Keys;
import org.pcm.network.lifecycle.Channel;
import org.pcm.network.process.Parallel;
import org.pcm.network.process.Waiting;

/** The steps to orderers and peers that run, well and on the channel. */
record Nodes(Undertaking work) {
    /** How long one that runs may fail to say that it is well, before it is started again. */
    private static final Duration SILENCE = Duration.ofSeconds(8);

    /** Makes keys and the channel's first block. */
    void makeChannel() throws IOException, InterruptedException {
        int organisations = work.settings().organisations();
        work.tell("making keys of " + organisations + " organisations");
        Parallel.each(organisations, number -> Keys.make(work.site().organisation(number)));
        work.tell("making the channel's first block");
        new Channel(work.site(), work.settings()).makeGenesisBlock();
    }

    /** Starts what does not run, and again what runs and is not well; waits until all are. */
    void start() throws IOException, InterruptedException {
        new Configuration(work.site(), work.settings().ports()).writeNodes();
        heal(work.fleet().nodes());
        work.start(List.of(work.fleet().logKeeper()));
    }

    /** The same for any processes. */
    void heal(List<Member> members) throws IOException, InterruptedException {
        if (members.isEmpty()) {
            return; // no chaincode yet
        }
        for (Map.Entry<Member, String> ill : ill(members).entrySet()) {
            String name = ill.getKey().process().name();
            work.tell("starting " + name + " again: " + ill.getValue());
            ill.getKey().process().kill();
        }
        int missing = work.start(members.stream().map(Member::process).toList());
        work.tell(
                missing == 0
                        ? "all " + members.size() + " run: " + names(members)
                        : "starting " + missing + " of " + members.size() + ": " + names(members));
        Undertaking.await(members);
    }

    private static String names(List<Member> members) {
        return members.getFirst().process().name() + " to " + members.getLast().process().name();
    }

    /** Those that run and stay silent, and what is wrong with them. */
    private static Map<Member, String> ill(List<Member> members)
            throws IOException, InterruptedException {
        Map<Member, String> ill = new ConcurrentHashMap<>();
        Parallel.each(
                members.size(),
                number -> {
                    Member member = members.get(number - 1);
                    if (member.process().isRunning()) {
                        Waiting.whyNot(SILENCE, member::whyUnhealthy)
                                .ifPresent(why -> ill.put(member, why));
                    }
                });
        return ill;
    }

    /** Has all nodes join the channel, which stands then. */
    void join() throws IOException, InterruptedException {
        work.tell("joining the channel " + work.settings().channel());
        new Channel(work.site(), work.settings()).join();
    }
}
