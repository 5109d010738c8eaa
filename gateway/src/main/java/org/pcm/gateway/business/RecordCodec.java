package org.pcm.gateway.business;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.gateway.information.message.Arrival;

/**
 * Log records as bytes: length (4), CRC-32C of the body (4), body. The checksum is what tells a
 * torn tail after a crash from a record that was written whole.
 */
final class RecordCodec {
    /** Length and checksum. */
    static final int FRAME_BYTES = 8;

    /** No record is longer; a greater length can only be garbage. */
    static final int BODY_BYTES_MAX = 1 << 20;

    private static final int ARRIVED = 1;
    private static final int SETTLED = 2;
    private static final int REFUSED = 3;

    private RecordCodec() {}

    static byte[] encode(LogRecord entry) {
        byte[] body = body(entry);
        return ByteBuffer.allocate(FRAME_BYTES + body.length)
                .putInt(body.length)
                .putInt(checksum(body))
                .put(body)
                .array();
    }

    static int checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }

    private static byte[] body(LogRecord entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (entry) {
                case LogRecord.Arrived a -> {
                    out.writeByte(ARRIVED);
                    out.writeLong(a.number());
                    arrival(out, a.arrival());
                }
                case LogRecord.Settled s -> {
                    out.writeByte(SETTLED);
                    out.writeLong(s.number());
                }
                case LogRecord.Refused r -> {
                    out.writeByte(REFUSED);
                    out.writeLong(r.number());
                    out.writeUTF(r.id());
                    out.writeUTF(r.refusal().code().name());
                    out.writeUTF(r.refusal().why());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void arrival(DataOutputStream out, Arrival arrival) throws IOException {
        out.writeUTF(arrival.id());
        out.writeUTF(arrival.lane());
        out.writeUTF(arrival.kid());
        out.writeLong(arrival.sequence());
        out.writeInt(arrival.tasks());
        out.writeLong(arrival.receivedMillis());
        byte[] jws = arrival.jws().getBytes(StandardCharsets.ISO_8859_1); // a compact JWS is ASCII
        out.writeInt(jws.length);
        out.write(jws);
    }

    /** Reads a body whose checksum was right. */
    static LogRecord decode(DataInputStream in) throws IOException {
        int type = in.readByte();
        long number = in.readLong();
        return switch (type) {
            case ARRIVED -> new LogRecord.Arrived(number, arrival(in));
            case SETTLED -> new LogRecord.Settled(number);
            case REFUSED ->
                    new LogRecord.Refused(
                            number,
                            in.readUTF(),
                            new Refusal(RefusalCode.valueOf(in.readUTF()), in.readUTF()));
            default -> throw new IOException("unknown record type " + type);
        };
    }

    private static Arrival arrival(DataInputStream in) throws IOException {
        String id = in.readUTF();
        String lane = in.readUTF();
        String kid = in.readUTF();
        long sequence = in.readLong();
        int tasks = in.readInt();
        long receivedMillis = in.readLong();
        String jws = new String(in.readNBytes(in.readInt()), StandardCharsets.ISO_8859_1);
        return new Arrival(id, lane, kid, sequence, tasks, jws, receivedMillis);
    }
}
