package org.pcm.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as they come. */
final class ReceivedEvents implements AutoCloseable {
    /** One event. */
    record Received(String id, String event, String data) {}

    private final InputStream stream;
    private final BufferedReader reader;

    ReceivedEvents(InputStream stream) {
        this.stream = stream;
        this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The next event; comments are passed over. Null at the end. */
    @Nullable Received next() throws IOException {
        String id = "";
        String event = "";
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Received(id, event, line.substring(6));
            }
        }
        return null;
    }

    /** Everything up to and with the first event that {@code last} accepts. */
    List<Received> until(Predicate<Received> last) throws IOException {
        List<Received> all = new ArrayList<>();
        while (true) {
            Received received = next();
            if (received == null) {
                throw new IOException("the stream ended after " + all);
            }
            all.add(received);
            if (last.test(received)) {
                return all;
            }
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
