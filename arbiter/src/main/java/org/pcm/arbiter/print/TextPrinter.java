package org.pcm.arbiter.print;

import java.util.Locale;
import java.util.stream.Collectors;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.NamespaceAccess;
import org.pcm.arbiter.block.Transaction;
import org.pcm.arbiter.block.TransactionHeader;
import org.pcm.arbiter.channel.IdentityName;

/** One block as indented lines, a word and its value in each. */
final class TextPrinter {
    private static final int LONGEST_VALUE = 1_000;

    private final StringBuilder text = new StringBuilder();

    String print(Block block) {
        text.append("block ").append(Long.toUnsignedString(block.number())).append('\n');
        line(1, "hash", Words.hex(block.hash()));
        line(1, "previous hash", Words.hex(block.header().previousHash()));
        line(1, "data hash", Words.hex(block.header().dataHash()));
        line(1, "commit hash", Words.hex(block.commitHash()));
        line(1, "configuration", "block " + Long.toUnsignedString(block.lastConfig()));
        line(
                1,
                "signed by",
                block.seal().marks().stream().map(Words::signer).collect(Collectors.joining(", ")));
        block.transactions().forEach(this::print);
        return text.toString();
    }

    private void print(Transaction transaction) {
        line(1, "transaction " + transaction.index(), Words.code(transaction.codeNumber()));
        transaction.readHeader().ifPresent(this::print);
        transaction.readInvocation().ifPresent(this::print);
    }

    private void print(TransactionHeader header) {
        line(2, "type", Words.type(header.type()));
        line(2, "id", header.txId());
        line(2, "time", header.timestamp().toString());
        line(2, "sender", IdentityName.of(header.creator()));
    }

    private void print(Invocation call) {
        line(2, "chaincode", call.chaincode() + " " + call.version());
        call.arguments().forEach(argument -> line(2, "argument", Words.value(argument)));
        call.action()
                .endorsements()
                .forEach(e -> line(2, "endorsed by", IdentityName.of(e.endorser())));
        call.accesses().forEach(this::print);
        call.event().ifPresent(e -> line(2, "event", e.name() + " " + Words.value(e.payload())));
        line(2, "answer", call.status() + " " + Words.value(call.payload()));
    }

    private void print(NamespaceAccess access) {
        String space = access.namespace() + " ";
        for (KVRead read : access.keys().getReadsList()) {
            line(2, "read", space + read.getKey() + version(read));
        }
        for (RangeQueryInfo query : access.keys().getRangeQueriesInfoList()) {
            line(2, "read range", space + query.getStartKey() + " to " + query.getEndKey());
        }
        for (KVWrite write : access.keys().getWritesList()) {
            line(
                    2,
                    write.getIsDelete() ? "deleted" : "wrote",
                    space
                            + write.getKey()
                            + (write.getIsDelete()
                                    ? ""
                                    : ", " + write.getValue().size() + " bytes"));
        }
    }

    private static String version(KVRead read) {
        return read.hasVersion()
                ? " as of " + read.getVersion().getBlockNum() + "." + read.getVersion().getTxNum()
                : ", not there";
    }

    private void line(int depth, String word, String value) {
        String shown =
                value.length() <= LONGEST_VALUE
                        ? value
                        : value.substring(0, LONGEST_VALUE)
                                + " … "
                                + value.length()
                                + " characters";
        text.append("  ".repeat(depth))
                .append(String.format(Locale.ROOT, "%-15s ", word))
                .append(shown)
                .append('\n');
    }
}
