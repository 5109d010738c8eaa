package org.pcm.bench.cycle;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.pcm.cooperation.event.Event;
import org.pcm.participant.information.http.Lane;

/**
 * The part of a participant that takes on tasks: accepts every offer and completes it at once, each
 * by a submission of its own, without running anything. Started, running, closed.
 */
final class Worker implements AutoCloseable {
    private final Lane lane;
    private final Answers answers;
    private final OfferQueue offered;
    private final BlockingQueue<List<Offer>> accepted = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Worker(Lane lane, Answers answers, int tasksPerAnswer) {
        this.lane = lane;
        this.answers = answers;
        this.offered = new OfferQueue(tasksPerAnswer);
    }

    static Worker start(Lane lane, Answers answers, int tasksPerAnswer) {
        Worker worker = new Worker(lane, answers, tasksPerAnswer);
        worker.threads.execute(worker::accept);
        worker.threads.execute(worker::complete);
        return worker;
    }

    void offered(Event.Offered event) {
        offered.add(new Offer(event.job(), event.tasks(), event.specs()));
    }

    private void accept() {
        untilInterrupted(() -> {
            List<Offer> offers = offered.next();
            answers.watch(
                    lane.send(offers.stream().map(Offer::accept).toList()),
                    settled -> accepted.add(offers));
        });
    }

    private void complete() {
        untilInterrupted(() -> {
            List<Offer> offers = accepted.take();
            answers.watch(lane.send(offers.stream().map(Offer::complete).toList()), settled -> {});
        });
    }

    private interface Turn {
        void run() throws InterruptedException;
    }

    private void untilInterrupted(Turn turn) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                turn.run();
            }
        } catch (InterruptedException e) {
            // the load is over
        } catch (RuntimeException e) {
            answers.trouble().report("a worker broke: " + e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
