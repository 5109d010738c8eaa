package org.pcm.cli.demo;

import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A further accident, for tests: a process is killed once the ledger has seen so many events, and
 * started again at once.
 *
 * @param actor the process's name
 * @param events how many events
 */
record Mishap(String actor, int events) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    void strike(Stage stage, Chronicle chronicle) throws IOException, InterruptedException {
        chronicle.await(
                events + " events",
                PATIENCE,
                tally -> tally.events() >= events || tally.end().isPresent());
        stage.part(actor).kill();
        stage.part(actor).revive();
    }

    /** Reads {@code gateway@25}. */
    static final class Converter implements ITypeConverter<Mishap> {
        @Override
        public Mishap convert(String text) {
            String[] parts = text.split("@", 2);
            if (parts.length < 2 || !parts[1].matches("[0-9]{1,6}")) {
                throw new TypeConversionException(
                        "a mishap is written process@events, not " + text);
            }
            return new Mishap(parts[0], Integer.parseInt(parts[1]));
        }
    }
}
