package org.cordon.probe.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.SpecialPurpose;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** One question for the addresses of a name, and how to read what comes back for it. */
public final class Question {
    private static final int MOST_ADDRESSES = 32;

    private final Message message;

    private Question(Message message) {
        this.message = message;
    }

    /**
     * What one answer says.
     *
     * @param failure null where it holds at least one address that can be a public host's
     * @param addresses all that it holds, in its order, 32 at most
     */
    public record Reply(@org.jspecify.annotations.Nullable Failure failure, List<Address> addresses) {}

    /**
     * @param host the name asked for
     * @param id 0–65535
     * @param ipv6 whether AAAA is asked for and not A
     * @throws IllegalArgumentException if {@code host} is no name
     */
    public static Question of(String host, int id, boolean ipv6) {
        try {
            Name name = Name.fromString(host.endsWith(".") ? host : host + ".");
            Message message = Message.newQuery(Record.newRecord(name, ipv6 ? Type.AAAA : Type.A, DClass.IN));
            message.getHeader().setID(id);
            return new Question(message);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("not a host name: " + e.getMessage(), e);
        }
    }

    /** As one datagram carries it. */
    public byte[] toBytes() {
        return message.toWire();
    }

    /** With its length in front, as a stream carries it. */
    public byte[] toStream() {
        byte[] bytes = message.toWire();
        return ByteBuffer.allocate(bytes.length + 2)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    /** Reads one answer, which anybody may have written. */
    public Reply read(byte[] answer) {
        Message reply;
        try {
            reply = new Message(answer);
        } catch (IOException | RuntimeException e) {
            return failed(Failure.unknown("the answer is not DNS"));
        }
        if (reply.getHeader().getID() != message.getHeader().getID()) {
            return failed(Failure.DNS_REPLY_WITH_WRONG_QUERY_ID);
        }
        if (!reply.getHeader().getFlag(Flags.QR) || !sameQuestion(reply)) {
            return failed(Failure.unknown("the answer is to another question"));
        }
        return switch (reply.getRcode()) {
            case Rcode.NOERROR -> answered(addresses(reply));
            case Rcode.NXDOMAIN -> failed(Failure.DNS_NXDOMAIN_ERROR);
            case Rcode.SERVFAIL -> failed(Failure.DNS_SERVFAIL_ERROR);
            case Rcode.REFUSED -> failed(Failure.DNS_REFUSED_ERROR);
            default -> failed(Failure.unknown("DNS answer code " + reply.getRcode()));
        };
    }

    private boolean sameQuestion(Message reply) {
        Record asked = message.getQuestion();
        Record echoed = reply.getQuestion();
        return echoed != null
                && echoed.getType() == asked.getType()
                && echoed.getName().equals(asked.getName());
    }

    private static Reply answered(List<Address> addresses) {
        if (addresses.isEmpty()) {
            return failed(Failure.DNS_NO_ANSWER);
        }
        boolean anyPublic = addresses.stream().map(SpecialPurpose::of).anyMatch(Optional::isEmpty);
        return new Reply(anyPublic ? null : Failure.DNS_BOGON_ERROR, addresses);
    }

    private static Reply failed(Failure failure) {
        return new Reply(failure, List.of());
    }

    private static List<Address> addresses(Message reply) {
        List<Address> addresses = new ArrayList<>();
        for (Record record : reply.getSection(Section.ANSWER)) {
            if (addresses.size() < MOST_ADDRESSES) {
                if (record instanceof ARecord a) {
                    addresses.add(Address.ofBytes(a.getAddress().getAddress()));
                } else if (record instanceof AAAARecord aaaa) {
                    addresses.add(Address.ofBytes(aaaa.getAddress().getAddress()));
                }
            }
        }
        return addresses;
    }
}
