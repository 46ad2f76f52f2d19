package org.cordon.collector.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.RecentIds;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.Json;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.analysis.wire.ProbeKeys;
import org.cordon.collector.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One refusal for each reason, and what is kept all the same. */
final class BatchJudgeTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

    private final TestProbe probe = new TestProbe(Role.CONTROL, "RU", 12389);
    private final BatchJudge.Memory memory = new BatchJudge.Memory(new SeenBatches(), new RecentIds(1_000));
    private long number;
    private final Register trusting = Register.empty(true);

    @TempDir
    Path dir;

    private static BatchJudge judge(Register register) {
        return new BatchJudge(
                new BatchCodec(new BatchCodec.Limits(20_000, 100_000)),
                register,
                new Pseudonyms(new byte[32]),
                new BatchJudge.TimeWindow(Duration.ofMinutes(10), Duration.ofDays(30)));
    }

    private Judgement judge(byte[] batch) {
        return judge(trusting).judge(probe.name(), batch, null, memory, NOW);
    }

    private byte[] goodBatch() {
        return probe.batch(List.of(probe.open("18.184.3.4", NOW), probe.open("18.184.3.5", NOW)));
    }

    private static void assertBatchRefused(Reason reason, String message, Judgement judgement) {
        assertEquals(reason, judgement.rejectedBatch());
        assertEquals(List.of(), judgement.accepted());
        assertEquals(1, judgement.rejections().size());
        Rejection rejection = judgement.rejections().get(0);
        assertEquals(reason.word(), rejection.reason());
        assertEquals(message, rejection.message());
        assertEquals(NOW, rejection.received());
    }

    private void assertLineRefused(Reason reason, String message, String line) {
        assertLineRefused(reason, message, line, line.length());
    }

    private void assertLineRefused(Reason reason, String message, String line, int copied) {
        String good = new String(TestProbe.lines(List.of(probe.open("18.184.3.4", NOW))), StandardCharsets.UTF_8);
        byte[] payload = (good + line + "\n").getBytes(StandardCharsets.UTF_8);
        Judgement judgement = judge(probe.batch(1, number++, payload, 2));
        assertNull(judgement.rejectedBatch());
        assertEquals(1, judgement.accepted().size(), "the good line beside it is kept");
        assertEquals(List.of(reason), judgement.rejectedLines());
        Rejection rejection = judgement.rejections().get(0);
        assertEquals(reason.word(), rejection.reason());
        assertEquals(message, rejection.message());
        assertEquals(2, rejection.line());
        assertEquals(probe.name(), rejection.probe());
        assertEquals(line.substring(0, copied), rejection.copy());
    }

    private String line(String ip, Instant at) {
        return line(probe.open(ip, at));
    }

    private static String line(Observation o) {
        return new String(TestProbe.lines(List.of(o)), StandardCharsets.UTF_8).strip();
    }

    @Test
    void a_good_batch_is_taken_in_under_the_probes_pseudonym_with_the_time_of_its_arrival() throws Exception {
        Judgement judgement = judge(goodBatch());
        assertNull(judgement.rejectedBatch());
        assertEquals(List.of(), judgement.rejections());
        assertEquals(2, judgement.accepted().size());
        for (Judgement.Accepted a : judgement.accepted()) {
            assertEquals(NOW, a.observation().received());
            assertNotEquals(probe.name(), a.observation().probe());
            assertEquals(a.observation(), new ObservationReader().read(a.line(), 0, a.line().length - 1));
        }
    }

    @Test
    void bytes_that_are_no_gzip_are_refused() {
        assertBatchRefused(
                Reason.NOT_GZIP,
                "not gzip: Not in GZIP format",
                judge("hello, here I am".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_record_without_a_value_is_refused() {
        assertBatchRefused(Reason.TRUNCATED, "the record has no value", judge((byte[]) null));
    }

    @Test
    void a_batch_that_ends_early_is_refused() {
        byte[] batch = goodBatch();
        assertBatchRefused(
                Reason.TRUNCATED, "the gzip stream ends early", judge(Arrays.copyOf(batch, batch.length - 30)));
    }

    @Test
    void gzip_around_something_else_is_refused() throws IOException {
        assertBatchRefused(
                Reason.NOT_A_BATCH,
                "does not begin with 'CDNB'",
                judge(TestProbe.gzip("{}".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void a_batch_of_a_later_version_is_refused() throws IOException {
        assertBatchRefused(
                Reason.UNKNOWN_VERSION, "batch version 2 is not known, only 1", judge(changed(goodBatch(), 4, 2)));
    }

    @Test
    void a_wrong_signature_is_refused() throws IOException {
        assertBatchRefused(
                Reason.BAD_SIGNATURE,
                "the signature is not that of key " + probe.name(),
                judge(changed(goodBatch(), BatchCodec.HEADER_BYTES + 5, 'x')));
    }

    @Test
    void a_key_that_is_no_point_of_the_curve_is_refused() throws Exception {
        byte[] plain = TestProbe.gunzip(goodBatch());
        // y = 2^255 - 1 is no number of the field (RFC 8032, 5.1.3)
        Arrays.fill(plain, 5, 5 + ProbeKeys.KEY_BYTES, (byte) 0xFF);
        assertBatchRefused(Reason.BAD_KEY, "the public key is no Ed25519 key", judge(TestProbe.gzip(plain)));
    }

    @Test
    void a_count_that_is_not_the_payloads_is_refused() throws Exception {
        byte[] plain = TestProbe.gunzip(goodBatch());
        plain[56] = 3;
        assertBatchRefused(
                Reason.BAD_COUNT, "the header says 3 observations, the payload has 2", judge(probe.signedAnew(plain)));
    }

    @Test
    void a_gzip_bomb_is_refused_before_it_is_unpacked() throws IOException {
        byte[] bomb = TestProbe.gzip(new byte[10_000_000]);
        assertTrue(bomb.length < 20_000, "small as it travels: " + bomb.length);
        assertBatchRefused(Reason.TOO_LARGE, "uncompressed it has more than 100000 bytes", judge(bomb));
    }

    @Test
    void a_batch_that_is_too_long_as_it_travels_is_refused() {
        assertBatchRefused(
                Reason.TOO_LARGE, "20001 bytes are more than the 20000 that a batch may have", judge(new byte[20_001]));
    }

    @Test
    void a_batch_under_another_probes_key_is_refused() {
        TestProbe other = new TestProbe(Role.VANTAGE, "RU", 8359);
        Judgement judgement = judge(trusting).judge(other.name(), goodBatch(), null, memory, NOW);
        assertBatchRefused(
                Reason.FOREIGN_KEY,
                "the record's key is not the fingerprint of the key that signed the batch",
                judgement);
        assertEquals(probe.name(), judgement.rejections().get(0).probe(), "the signature tells who it was");
        assertEquals(2, judge(goodBatch()).accepted().size(), "and does not count as seen");
    }

    @Test
    void a_batch_that_comes_twice_counts_once() {
        byte[] batch = goodBatch();
        assertEquals(2, judge(batch).accepted().size());
        assertBatchRefused(Reason.DUPLICATE, "this batch has been taken in", judge(batch));
    }

    @Test
    void an_epoch_older_than_all_that_are_remembered_is_refused() {
        byte[] payload = TestProbe.lines(List.of(probe.open("18.184.3.4", NOW)));
        for (int epoch = 1; epoch <= SeenSequences.MAX_EPOCHS; epoch++) {
            judge(probe.batch(epoch, 0, payload, 1));
        }
        assertBatchRefused(Reason.STALE_EPOCH, "newer epochs have long begun", judge(probe.batch(0, 0, payload, 1)));
    }

    @Test
    void a_probe_that_was_shut_out_is_refused() throws IOException {
        Path file = dir.resolve("register.csv");
        Files.writeString(file, "probe,role,cc,asn,access,site\n" + probe.name() + ",revoked,,,,\n");
        Judgement judgement = judge(Register.read(file, true)).judge(probe.name(), goodBatch(), null, memory, NOW);
        assertBatchRefused(Reason.REVOKED, "this probe was shut out", judgement);
    }

    @Test
    void a_line_that_is_no_observation_is_refused_and_the_rest_kept() {
        assertLineRefused(Reason.NOT_AN_OBSERVATION, "'v' is missing", "{}");
        assertLineRefused(Reason.NOT_AN_OBSERVATION, "not a JSON object", "[1]");
        String line = line("18.184.3.9", NOW);
        assertLineRefused(
                Reason.NOT_AN_OBSERVATION, "'port': is not between 0 and 65535", line.replace(":443", ":70000"));
    }

    @Test
    void what_could_not_be_written_again_is_refused() {
        String line = line("18.184.3.9", NOW);
        assertLineRefused(
                Reason.NOT_AN_OBSERVATION,
                "cannot be kept: half a surrogate pair is no text",
                line.replace("\"run\":\"r\"", "\"run\":\"\\ud800x\""));
        String swelling = "\"detail\":{\"a\":\"" + "x".repeat(50_000) + "\",\"b\":[" + "1e14,".repeat(1_800) + "0]}";
        assertLineRefused(
                Reason.NOT_AN_OBSERVATION,
                "cannot be kept: line is longer than 65536 bytes",
                line.replace("\"ms\":31.5", swelling),
                3_000);
    }

    @Test
    void a_whole_pair_and_what_only_looks_like_half_of_one_are_kept() {
        String line = line("18.184.3.9", NOW);
        assertEquals(
                List.of(),
                judgeLine(line.replace("\"r\"", "\"\\ud83d\\ude00 \\\\ud800\"")).rejections());
    }

    @Test
    void a_refusal_whose_words_no_json_can_carry_can_still_be_written() throws Exception {
        Judgement judgement = judgeLine(line("18.184.3.9", NOW).replace("\"control\"", "\"\\ud800\""));
        assertEquals(List.of(Reason.NOT_AN_OBSERVATION), judgement.rejectedLines());
        String json = Json.mapper().writeValueAsString(judgement.rejections().get(0));
        assertTrue(json.contains("'role': '?' is not a known word"), json);
    }

    private Judgement judgeLine(String line) {
        byte[] payload = (line + "\n").getBytes(StandardCharsets.UTF_8);
        return judge(probe.batch(0, 0, payload, 1));
    }

    @Test
    void a_line_under_another_probes_name_is_refused() {
        String other = new TestProbe(Role.VANTAGE, "RU", 8359).name();
        String line = line("18.184.3.9", NOW);
        assertLineRefused(
                Reason.OTHER_PROBE,
                "'probe' is not " + probe.name() + ", whose key signed",
                line.replace("\"probe\":\"" + probe.name(), "\"probe\":\"" + other));
    }

    @Test
    void an_id_that_stands_twice_in_a_batch_counts_once() {
        Observation o = probe.open("18.184.3.4", NOW);
        Judgement judgement = judge(probe.batch(List.of(o, o)));
        assertEquals(1, judgement.accepted().size());
        assertEquals(List.of(Reason.DUPLICATE_ID), judgement.rejectedLines());
        assertEquals(
                "an observation of this 'id' was taken in before",
                judgement.rejections().get(0).message());
    }

    @Test
    void an_id_that_stands_in_two_batches_counts_once() {
        Observation o = probe.open("18.184.3.4", NOW);
        assertEquals(1, judge(probe.batch(List.of(o))).accepted().size());
        Judgement again = judge(probe.batch(List.of(o, probe.open("18.184.3.5", NOW))));
        assertEquals(1, again.accepted().size());
        assertEquals(List.of(Reason.DUPLICATE_ID), again.rejectedLines());
    }

    @Test
    void a_line_that_was_refused_does_not_use_up_its_id() throws Exception {
        Observation good = probe.open("18.184.3.4", NOW);
        Observation reserved = good.toBuilder().ip(Address.parse("10.0.0.1")).build();
        Judgement judgement = judge(probe.batch(List.of(reserved, good)));
        assertEquals(List.of(Reason.IMPOSSIBLE_ADDRESS), judgement.rejectedLines());
        assertEquals(1, judgement.accepted().size());
    }

    @Test
    void an_impossible_address_is_refused() {
        assertLineRefused(Reason.IMPOSSIBLE_ADDRESS, "10.0.0.1 is private (10.0.0.0/8)", line("10.0.0.1", NOW));
        assertLineRefused(Reason.IMPOSSIBLE_ADDRESS, "127.0.0.1 is loopback (127.0.0.0/8)", line("127.0.0.1", NOW));
        assertLineRefused(Reason.IMPOSSIBLE_ADDRESS, "ff02::1 is multicast (ff00::/8)", line("ff02::1", NOW));
        assertLineRefused(
                Reason.IMPOSSIBLE_ADDRESS,
                "'port' 0 is no port",
                line("18.184.3.9", NOW).replace(":443", ":0"));
        assertLineRefused(
                Reason.NOT_AN_OBSERVATION,
                "'ip' may be null only where 'test' is dns",
                line("18.184.3.9", NOW).replace("\"18.184.3.9\"", "null"));
    }

    @Test
    void an_impossible_time_is_refused() {
        assertLineRefused(
                Reason.IMPOSSIBLE_TIME,
                "2026-03-20T12:10:00.001Z is in the future",
                line("18.184.3.9", NOW.plus(Duration.ofMinutes(10)).plusMillis(1)));
        assertLineRefused(
                Reason.IMPOSSIBLE_TIME,
                "2026-02-18T11:59:59.999Z is too long ago",
                line("18.184.3.9", NOW.minus(Duration.ofDays(30)).minusMillis(1)));
    }

    @Test
    void of_many_bad_lines_some_are_shown_and_all_are_counted() {
        String bad = "{}\n".repeat(500);
        Judgement judgement = judge(probe.batch(0, 0, bad.getBytes(StandardCharsets.UTF_8), 500));
        assertEquals(500, judgement.rejectedLines().size());
        assertEquals(21, judgement.rejections().size());
        Rejection rest = judgement.rejections().get(20);
        assertEquals(480, rest.lines());
        assertEquals("further lines of this batch were refused for this too", rest.message());
    }

    @Test
    void whatever_a_batch_is_refused_for_stands_in_a_refusal() {
        String bad = "{}\n".repeat(30)
                + new String(
                        TestProbe.lines(
                                List.of(probe.open("10.0.0.1", NOW), probe.open("18.184.3.9", NOW.plusSeconds(9_000)))),
                        StandardCharsets.UTF_8);
        Judgement judgement = judge(probe.batch(0, 0, bad.getBytes(StandardCharsets.UTF_8), 32));
        Map<String, Integer> lines = new TreeMap<>();
        for (Rejection rejection : judgement.rejections()) {
            lines.merge(rejection.reason(), rejection.lines() == null ? 1 : rejection.lines(), Integer::sum);
        }
        assertEquals(Map.of("not_an_observation", 30, "impossible_address", 1, "impossible_time", 1), lines);
    }

    @Test
    void an_unregistered_probe_speaks_for_no_network_and_is_no_control() {
        Judgement judgement = judge(Register.empty(false)).judge(probe.name(), goodBatch(), null, memory, NOW);
        Observation o = judgement.accepted().get(0).observation();
        assertEquals(Role.VANTAGE, o.role());
        assertEquals("ZZ", o.cc());
        assertEquals(0, o.asn());
    }

    private static byte[] changed(byte[] batch, int offset, int value) throws IOException {
        byte[] plain = TestProbe.gunzip(batch);
        plain[offset] = (byte) value;
        return TestProbe.gzip(plain);
    }
}
