package org.cordon.probe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.analysis.wire.ObservationWriter;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Result;
import org.cordon.probe.nettest.Nettests;
import org.cordon.probe.privacy.Scrubber;
import org.cordon.probe.privacy.TestTraces;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final Outcome TIMEOUT = new Outcome.Failed(
            Failure.GENERIC_TIMEOUT_ERROR, Operation.CONNECT, Duration.ofNanos(3_000_123_456L), Map.of());
    private static final Outcome OK =
            new Outcome.Succeeded(Duration.ofNanos(12_345_678), Map.of("stages", Map.of("connect", 12.346)));

    private final ProbeFacts facts = new ProbeFacts("p1", Role.VANTAGE, "RU", 12389, Access.FIXED, null);
    private final ObservationMaker maker =
            new ObservationMaker(facts, "RUN", Duration.ZERO, new Scrubber(TestTraces.NONE));

    private static Result result(String ip, String list, Outcome outcome) {
        Target target =
                new Target(Address.parse(ip), 443, list, null, null, region(ip, list), "test", null, null, false);
        return new Result(
                new Attempt(Nettests.ALL.get(0), target),
                Instant.parse("2018-04-16T05:00:00.123456Z"),
                outcome,
                Duration.ofSeconds(3),
                Duration.ofMinutes(11));
    }

    private static String region(String ip, String list) {
        return list.equals("telegram") ? "DC" + ip.charAt(ip.length() - 1) : null;
    }

    @Test
    void a_failed_attempt_becomes_this_line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObservationWriter writer = new ObservationWriter(bytes)) {
            writer.write(
                    maker.make(result("149.154.167.51", "telegram", TIMEOUT)).orElseThrow());
            writer.write(maker.make(result("149.154.167.51", "telegram", OK)).orElseThrow());
        }
        assertEquals("""
            {"v":1,"id":"RUN.0","probe":"p1","role":"vantage","cc":"RU","asn":12389,"access":"fixed","run":"RUN",\
            "at":"2018-04-16T05:00:00.123Z","test":"tcp","list":"telegram","ip":"149.154.167.51",\
            "port":443,"failure":"generic_timeout_error","operation":"connect","ms":3000.123,"timeout_ms":3000,\
            "since_last_ms":660000}
            {"v":1,"id":"RUN.1","probe":"p1","role":"vantage","cc":"RU","asn":12389,"access":"fixed","run":"RUN",\
            "at":"2018-04-16T05:00:00.123Z","test":"tcp","list":"telegram","ip":"149.154.167.51","port":443,\
            "failure":null,"ms":12.346,"timeout_ms":3000,"since_last_ms":660000,\
            "detail":{"stages":{"connect":12.346}}}
            """, bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_skipped_attempt_is_no_observation() {
        assertTrue(maker.make(result("149.154.167.51", "telegram", new Outcome.Skipped("late")))
                .isEmpty());
    }

    @Test
    void the_names_of_runs_never_come_again_and_sort_by_time() {
        SecureRandom random = new SecureRandom();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertTrue(names.add(RunId.next(Instant.EPOCH, random)));
        }
        String earlier = RunId.next(Instant.parse("2026-01-01T00:00:00Z"), random);
        assertEquals(26, earlier.length());
        assertTrue(earlier.compareTo(RunId.next(Instant.parse("2026-01-01T00:00:01Z"), random)) < 0);
    }

    @Test
    void the_closing_words_count_targets_and_speak_of_the_own_connection() {
        Summary summary = new Summary();
        for (int i = 1; i <= 5; i++) {
            summary.add(result("149.154.167." + i, "telegram", i <= 3 ? TIMEOUT : OK));
            summary.add(result("149.154.167." + i, "telegram", TIMEOUT));
        }
        summary.add(result("8.8.8.8", "google", OK));
        summary.add(result("8.8.4.4", "google", new Outcome.Skipped("this machine was late")));
        assertEquals(
                "Google: 0 of 1 ranges unreachable; Telegram: 3 of 5 data centres unreachable from AS12389; your own"
                        + " connection was fine. 1 attempts count for nothing: this machine was late.",
                summary.findings(12389, LinkMode.NORMAL).text(Words.in(Locale.ENGLISH)));
        assertEquals(
                "Google: недоступно диапазонов: 0 из 1; Telegram: недоступно дата-центров: 3 из 5 из сети AS12389; ваше"
                        + " собственное соединение работало нормально. Не засчитано попыток: 1 (компьютер не успевал).",
                summary.findings(12389, LinkMode.NORMAL).text(Words.in(Locale.forLanguageTag("ru-RU"))));
        assertEquals(
                "Google : 0 plages sur 1 injoignables; Telegram : 3 centres de données sur 5 injoignables depuis"
                        + " AS12389; votre propre connexion fonctionnait. 1 tentatives ne comptent pas : cet ordinateur"
                        + " était en retard.",
                summary.findings(12389, LinkMode.NORMAL).text(Words.in(Locale.FRENCH)));
    }

    @Test
    void all_languages_say_everything_and_others_are_answered_in_english() {
        assertEquals("Nothing was measured", Words.in(Locale.JAPANESE).say("nothing"));
        for (LinkMode mode : LinkMode.values()) {
            Set<String> said = new HashSet<>();
            for (String language : new String[] {"en", "ru", "fr"}) {
                said.add(new Summary().findings(0, mode).text(Words.in(Locale.forLanguageTag(language))));
            }
            assertEquals(3, said.size(), mode.name());
        }
    }

    @Test
    void where_nothing_answers_the_closing_words_do_not_blame_a_censor() {
        Summary summary = new Summary();
        summary.add(result("8.8.8.8", "google", TIMEOUT));
        assertEquals(
                "Google: 1 of 1 ranges unreachable from this network; nothing at all answered, which may be your own"
                        + " connection and not a block.",
                summary.findings(0, null).text(Words.in(Locale.ENGLISH)));
    }
}
