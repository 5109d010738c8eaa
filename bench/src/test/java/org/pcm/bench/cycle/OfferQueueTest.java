package org.pcm.bench.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;

class OfferQueueTest {
    private static Offer offer(long job, int from, int to) {
        return new Offer(job, TaskSet.run(from, to), Work.specs("owner", from, to - from + 1));
    }

    private static int tasks(List<Offer> offers) {
        return offers.stream().mapToInt(offer -> offer.tasks().size()).sum();
    }

    @Test
    void offers_of_one_job_that_come_together_are_one_command() throws InterruptedException {
        OfferQueue queue = new OfferQueue(128);
        queue.add(offer(1, 64, 70));
        queue.add(offer(2, 0, 3));
        queue.add(offer(1, 0, 15));

        List<Offer> portion = queue.next();

        assertThat(portion).extracting(Offer::job).containsExactly(1L, 2L);
        assertThat(portion.getFirst().tasks()).hasToString("0-15,64-70");
        assertThat(portion.getFirst().specs())
                .isEqualTo(Work.specs("owner", 0, 16).plus(Work.specs("owner", 64, 7)));
    }

    @Test
    void a_portion_names_no_more_tasks_than_it_may() throws InterruptedException {
        OfferQueue queue = new OfferQueue(8);
        queue.add(offer(1, 0, 4));
        queue.add(offer(2, 0, 4));

        List<Offer> first = queue.next();
        List<Offer> second = queue.next();

        assertThat(tasks(first)).isEqualTo(8);
        assertThat(second).containsExactly(offer(2, 3, 4));
    }

    @Test
    void tasks_are_answered_one_by_one_where_that_is_the_portion() throws InterruptedException {
        OfferQueue queue = new OfferQueue(1);
        queue.add(offer(1, 5, 6));

        assertThat(queue.next()).containsExactly(offer(1, 5, 5));
        assertThat(queue.next()).containsExactly(offer(1, 6, 6));
    }

    @Test
    void a_result_belongs_to_its_task_alone() {
        Digests results = Work.results(Work.specs("owner", 3, 2));
        assertThat(Work.isResult("owner", 3, results.at(0))).isTrue();
        assertThat(Work.isResult("owner", 3, results.at(1))).isFalse();
        assertThat(Work.isResult("other", 3, results.at(0))).isFalse();
    }
}
