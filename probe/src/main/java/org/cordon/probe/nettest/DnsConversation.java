package org.cordon.probe.nettest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.dns.Question;
import org.cordon.probe.http.HttpAnswer;
import org.cordon.probe.http.MalformedHttpException;
import org.jspecify.annotations.Nullable;

/** One question to one resolver. Over UDP it stays a while after the first answer: a forger is fast, the truth comes too. */
final class DnsConversation implements Conversation {
    /** A forged answer is followed by the true one within a round trip or two. */
    private static final Duration SECOND_ANSWER = Duration.ofMillis(400);

    private static final int MOST_ANSWERS = 4;
    private static final int LONGEST = 4_096;

    private final Target resolver;
    private final String host;
    private final String carrier;
    private final List<Question.Reply> replies = new ArrayList<>();
    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private final HttpAnswer page = new HttpAnswer(false);
    private @Nullable Question question;

    /** @param carrier {@code udp}, {@code dot} or {@code doh} */
    DnsConversation(Target resolver, String host, String carrier) {
        this.resolver = resolver;
        this.host = host;
        this.carrier = carrier;
    }

    /** A name as DNS knows it; what is no name is never asked for. */
    static boolean isName(@Nullable String host) {
        return host != null && host.length() <= 253 && host.matches("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
    }

    @Override
    public Step connected(Line line) throws IOException {
        question = Question.of(host, line.random().nextInt(1 << 16), false);
        byte[] bytes = question.toBytes();
        line.send(
                switch (carrier) {
                    case "udp" -> ByteBuffer.wrap(bytes);
                    case "dot" -> ByteBuffer.wrap(question.toStream());
                    default -> post(bytes);
                });
        return Step.WAIT;
    }

    private ByteBuffer post(byte[] bytes) {
        byte[] head = ("POST /dns-query HTTP/1.1\r\nHost: " + resolver.ip()
                        + "\r\nContent-Type: application/dns-message\r\nAccept: application/dns-message\r\nContent-Length: "
                        + bytes.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(US_ASCII);
        return ByteBuffer.allocate(head.length + bytes.length)
                .put(head)
                .put(bytes)
                .flip();
    }

    @Override
    public Step received(ByteBuffer data, Line line) {
        return switch (carrier) {
            case "udp" -> datagram(data, line);
            case "dot" -> stream(data, line);
            default -> web(data, line);
        };
    }

    private Step datagram(ByteBuffer data, Line line) {
        byte[] bytes = new byte[Math.min(data.remaining(), LONGEST)];
        data.get(bytes);
        replies.add(read(bytes));
        if (replies.size() == 1) {
            line.stage("resolve");
            line.timeLimit(SECOND_ANSWER);
        }
        return replies.size() < MOST_ANSWERS ? Step.WAIT : verdict();
    }

    private Step stream(ByteBuffer data, Line line) {
        byte[] bytes = new byte[Math.min(data.remaining(), LONGEST + 2 - unread.size())];
        data.get(bytes);
        unread.writeBytes(bytes);
        ByteBuffer in = ByteBuffer.wrap(unread.toByteArray());
        if (in.remaining() < 2) {
            return Step.WAIT;
        }
        int length = in.getShort() & 0xffff;
        if (length > LONGEST) {
            return Step.failed(Failure.unknown("the answer is not DNS"));
        }
        if (in.remaining() < length) {
            return Step.WAIT;
        }
        byte[] answer = new byte[length];
        in.get(answer);
        return only(answer, line);
    }

    private Step web(ByteBuffer data, Line line) {
        try {
            page.receive(data);
        } catch (MalformedHttpException e) {
            return Step.failed(Failure.unknown("the answer is not HTTP: " + e.getMessage()));
        }
        return page.isComplete() ? webAnswer(line) : Step.WAIT;
    }

    private Step webAnswer(Line line) {
        return page.status() == 200
                ? only(page.body(), line)
                : Step.failed(Failure.unknown("the resolver answers with HTTP status " + page.status()));
    }

    @Override
    public Step closed(Line line) {
        return carrier.equals("doh") && page.endsHere() ? webAnswer(line) : Step.EOF;
    }

    private Step only(byte[] answer, Line line) {
        replies.add(read(answer));
        line.stage("resolve");
        return verdict();
    }

    private Question.Reply read(byte[] bytes) {
        return question == null ? new Question.Reply(Failure.DNS_NO_ANSWER, List.of()) : question.read(bytes);
    }

    @Override
    public Step timeUp(Line line) {
        return replies.isEmpty() ? Step.TIMEOUT : verdict();
    }

    /** By the first answer, which is the one that a stub resolver believes. */
    private Step verdict() {
        Failure failure = replies.get(0).failure();
        return failure == null ? Step.DONE : Step.failed(failure);
    }

    @Override
    public Operation operation() {
        return Operation.RESOLVE;
    }

    /** The address that the name was said to have. */
    @Override
    public @Nullable Address subject(Target target) {
        return replies.stream()
                .limit(1)
                .flatMap(reply -> reply.addresses().stream())
                .findFirst()
                .orElse(null);
    }

    @Override
    public Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(
                "resolver",
                DnsNettest.isSystem(resolver) ? "system" : resolver.ip().toString());
        detail.put("resolver_transport", carrier);
        if (!replies.isEmpty()) {
            detail.put("dns_answers", words(replies.get(0)));
            detail.put("answers_received", replies.size());
        }
        if (replies.stream().map(DnsConversation::words).distinct().count() > 1) {
            detail.put(
                    "other_answers",
                    replies.stream().skip(1).map(DnsConversation::words).toList());
        }
        return detail;
    }

    private static List<String> words(Question.Reply reply) {
        return reply.addresses().stream().map(Address::toString).toList();
    }
}
