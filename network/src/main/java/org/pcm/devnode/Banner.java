package org.pcm.devnode;

/** What a devnode says about itself when it starts. */
final class Banner {
    private Banner() {}

    static String of(Devnode node, Devnode.Options options) {
        StringBuilder text = new StringBuilder();
        text.append("PCM devnode: a Fabric in one process. It is no consortium:\n");
        text.append("one machine holds the keys of all four organisations.\n\n");
        line(text, "Gateway", node.address() + (node.tls() ? " (TLS)" : " (plain text)"));
        line(text, "Channel", node.channel() + ", " + node.height() + " blocks");
        line(text, "Genesis", node.genesisHash());
        line(text, "Blocks", node.blockFile().toString());
        if (node.tls()) {
            line(text, "TLS root", node.tlsRoot().toString());
        }
        options.chaincodes()
                .forEach((name, endpoints) ->
                        endpoints.forEach(
                                e -> line(text, "Chaincode", name + " at " + e.address())));
        text.append("\nIdentities (endorsement by 3 of 4 organisations):\n");
        for (int org = 1; org <= node.endorsers().size(); org++) {
            ClientIdentity client = node.clientIdentity(org);
            line(text, client.mspId(), client.certificate() + "\n" + " ".repeat(12) + client.key());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ").append(name).append(" ".repeat(Math.max(1, 10 - name.length())));
        text.append(value).append('\n');
    }
}
