package org.pcm.cooperation.round;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.pcm.cooperation.json.Fields;

/**
 * Who may suspend members and readmit them.
 *
 * @param coordinator whether the coordinator may, by its word
 * @param permille part of the members whose motion does, 0 when none does
 */
public record Suspension(boolean coordinator, int permille) {
    public static final Suspension DEFAULT = new Suspension(true, 667);

    static Suspension read(Fields fields) {
        Suspension policy =
                new Suspension(
                        fields.flag("coordinator", DEFAULT.coordinator),
                        (int) fields.integer("permille", 0, 1_000, DEFAULT.permille));
        fields.end();
        return policy;
    }

    void write(JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeBooleanField("coordinator", coordinator);
        to.writeNumberField("permille", permille);
        to.writeEndObject();
    }
}
