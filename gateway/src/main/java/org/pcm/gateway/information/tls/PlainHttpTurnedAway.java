package org.pcm.gateway.information.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;

/**
 * Tells TLS from anything else by a connection's first bytes. Whoever speaks plain HTTP to this
 * port gets 426 and what to do, instead of a broken connection; nothing of what it sent is read.
 */
final class PlainHttpTurnedAway extends DetectorConnectionFactory {
    private static final String PROBLEM =
            """
            {"type":"urn:pcm:problem:HttpsNeeded","title":"HttpsNeeded","status":426,\
            "detail":"this gateway speaks HTTPS; write https:// in its address","code":"HttpsNeeded"}
            """;
    private static final byte[] ANSWER =
            ("HTTP/1.1 426 Upgrade Required\r\n"
                            + "Upgrade: TLS/1.2, HTTP/1.1\r\n"
                            + "Connection: Upgrade, close\r\n"
                            + "Content-Type: application/problem+json\r\n"
                            + "Content-Length: "
                            + PROBLEM.length()
                            + "\r\n\r\n"
                            + PROBLEM)
                    .getBytes(StandardCharsets.US_ASCII);

    PlainHttpTurnedAway(SslConnectionFactory encrypted) {
        super(encrypted);
    }

    @Override
    protected void nextProtocol(Connector connector, EndPoint end, ByteBuffer unread) {
        unread.position(unread.limit());
        end.write(Callback.from(end::shutdownOutput, end::close), ByteBuffer.wrap(ANSWER));
    }
}
