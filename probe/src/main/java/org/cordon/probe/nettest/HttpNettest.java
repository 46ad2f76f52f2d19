package org.cordon.probe.nettest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.SpecialPurpose;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.http.BlockPages;
import org.cordon.probe.http.HttpAnswer;
import org.cordon.probe.http.MalformedHttpException;

/**
 * What a web server answers, and whether it is the server that answers: a block page is known by its signature, in the page
 * itself or in the address to which a redirect would lead. A redirect is noted and never followed.
 */
final class HttpNettest implements Nettest {
    private static final Set<Integer> PLAIN = Set.of(80, 8080);
    private static final Set<Integer> COVERED = Set.of(443, 8443);

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String whatItSends() {
        return "asks a web server for its start page, as a browser does, and reads at most 32 KB of it;"
                + " it follows no redirect";
    }

    @Override
    public boolean suits(Target target) {
        return PLAIN.contains(target.port()) || COVERED.contains(target.port());
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        Conversation page = new Page(target);
        return COVERED.contains(target.port()) ? TlsEngines.cover(variant.host(), target.port(), page) : page;
    }

    private static final class Page implements Conversation {
        private final Target target;
        private final HttpAnswer answer = new HttpAnswer(false);
        private final Map<String, Object> detail = new LinkedHashMap<>();

        Page(Target target) {
            this.target = target;
        }

        @Override
        public Step connected(Line line) throws IOException {
            line.send(HttpRequests.request("GET", target, "Connection: close\r\n"));
            return Step.WAIT;
        }

        @Override
        public Step received(ByteBuffer data, Line line) {
            detail.put("bytes_received", line.bytesReceived());
            try {
                answer.receive(data);
            } catch (MalformedHttpException e) {
                return Step.failed(Failure.unknown("the answer is not HTTP: " + e.getMessage()));
            }
            return answer.isComplete() || answer.isFull() ? done(line) : Step.WAIT;
        }

        @Override
        public Step closed(Line line) {
            return answer.endsHere() ? done(line) : Step.EOF;
        }

        private Step done(Line line) {
            line.stage("http_round_trip");
            return Step.DONE;
        }

        @Override
        public Operation operation() {
            return Operation.HTTP_ROUND_TRIP;
        }

        @Override
        public Map<String, Object> detail() {
            if (answer.status() != 0) {
                detail.put("http_status", answer.status());
                detail.put("body_length", answer.bodyLength());
                BlockPages.bundled()
                        .match(answer.text())
                        .ifPresent(
                                name -> detail.put(BlockPages.isGeneric(name) ? "blockpage_hint" : "blockpage", name));
                String location = answer.header("location");
                if (location != null) {
                    redirect(location);
                }
            }
            return detail;
        }

        /** Only the host: the rest of such an address may hold the subscriber's own. */
        private void redirect(String location) {
            String host = Redirects.host(location);
            if (host != null) {
                detail.put("redirect_host", host);
                boolean reserved = Redirects.literal(host)
                        .map(Address::parse)
                        .flatMap(SpecialPurpose::of)
                        .isPresent();
                if (reserved) {
                    detail.put("redirect_to_private_address", true);
                }
                detail.put(
                        "redirect_elsewhere",
                        !host.equals(String.valueOf(target.host()).toLowerCase(Locale.ROOT)));
            }
        }
    }
}
