package org.cordon.analysis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.cordon.analysis.wire.InvalidBatchException.Reason;
import org.junit.jupiter.api.Test;

final class BatchCodecTest {
    /** The first key pair of RFC 8032 §7.1. */
    private static final byte[] SECRET =
            HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private static final byte[] PUBLIC =
            HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

    private static final byte[] PAYLOAD = """
            {"v":1,"id":"a","probe":"21fe31dfa154a261626bf854046fd227","role":"vantage","cc":"RU","asn":12389,"at":"2018-04-16T05:00:00.000Z","test":"tcp","ip":"149.154.167.51","port":443,"failure":null}
            {"v":1,"id":"b","probe":"21fe31dfa154a261626bf854046fd227","role":"vantage","cc":"RU","asn":12389,"at":"2018-04-16T05:00:01.000Z","test":"tcp","ip":"18.184.3.4","port":443,"failure":"generic_timeout_error","operation":"connect"}
            """.getBytes(UTF_8);

    private final BatchCodec codec = new BatchCodec();

    @Test
    void what_was_encoded_is_decoded() throws Exception {
        SignedBatch batch = codec.decode(encode(PAYLOAD, 2));
        assertEquals("21fe31dfa154a261626bf854046fd227", batch.probe());
        assertEquals(7, batch.epoch());
        assertEquals(42, batch.sequence());
        assertEquals(2, batch.count());
        assertArrayEquals(PAYLOAD, batch.payload());
        assertArrayEquals(PUBLIC, batch.publicKey());
    }

    @Test
    void lines_come_one_by_one_without_their_line_feed() throws Exception {
        List<String> lines = new ArrayList<>();
        codec.decode(encode("a\nbb\n\n".getBytes(UTF_8), 3))
                .forEachLine((bytes, from, length) -> lines.add(new String(bytes, from, length, UTF_8)));
        assertEquals(List.of("a", "bb", ""), lines);
    }

    /** The golden file is what a probe of format version 1 sends; no collector may ever refuse it. */
    @Test
    void the_golden_batch_is_read_and_made_again() throws Exception {
        byte[] golden = golden();
        assertArrayEquals(PAYLOAD, codec.decode(golden).payload());
        // gzip may differ from one JDK to the next: what counts is inside, and Ed25519 signs the same twice
        assertArrayEquals(gunzip(golden), gunzip(encode(PAYLOAD, 2)));
    }

    @Test
    void a_raw_key_becomes_a_key_and_back() throws Exception {
        assertArrayEquals(PUBLIC, ProbeKeys.raw(ProbeKeys.of(PUBLIC)));
        assertThrows(GeneralSecurityException.class, () -> ProbeKeys.of(new byte[31]));
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        assertThrows(IllegalArgumentException.class, () -> ProbeKeys.raw(rsa.getPublic()));
    }

    @Test
    void a_changed_byte_anywhere_is_refused() throws Exception {
        byte[] plain = gunzip(encode(PAYLOAD, 2));
        for (int i = 0; i < plain.length; i += 3) {
            byte[] changed = plain.clone();
            changed[i] ^= 1;
            InvalidBatchException e =
                    assertThrows(InvalidBatchException.class, () -> codec.decode(gzip(changed)), "byte " + i);
            Reason expected = i < 4 ? Reason.NOT_A_BATCH : i == 4 ? Reason.UNKNOWN_VERSION : Reason.BAD_SIGNATURE;
            assertTrue(e.reason() == expected || e.reason() == Reason.BAD_KEY, "byte " + i + ": " + e.getMessage());
        }
    }

    @Test
    void another_keys_signature_is_refused() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] forged = codec.encode(ProbeKeys.of(PUBLIC), other.getPrivate(), 1, 1, 2, PAYLOAD);
        assertRefused(
                Reason.BAD_SIGNATURE, "the signature is not that of key 21fe31dfa154a261626bf854046fd227", forged);
    }

    @Test
    void a_batch_cut_short_is_refused() throws Exception {
        byte[] whole = encode(PAYLOAD, 2);
        assertRefused(Reason.TRUNCATED, "the gzip stream ends early", Arrays.copyOf(whole, whole.length / 2));
        assertRefused(
                Reason.TRUNCATED,
                "ends after 100 bytes, before its signature is complete",
                gzip(Arrays.copyOf(gunzip(whole), 100)));
    }

    @Test
    void what_is_no_batch_is_refused() {
        assertRefused(Reason.NOT_GZIP, "not gzip: Not in GZIP format", "hello world".getBytes(UTF_8));
        assertRefused(Reason.TRUNCATED, "the gzip stream ends early", new byte[0]);
        assertRefused(Reason.NOT_A_BATCH, "does not begin with 'CDNB'", gzip("hello".getBytes(UTF_8)));
        assertRefused(Reason.NOT_A_BATCH, "does not begin with 'CDNB'", gzip(new byte[0]));
    }

    @Test
    void bytes_behind_the_gzip_stream_are_refused_and_several_streams_are_one() throws Exception {
        byte[] whole = encode(PAYLOAD, 2);
        for (int behind : new int[] {1, 7, 8, 9, 30, 1_000}) {
            byte[] longer = Arrays.copyOf(whole, whole.length + behind);
            assertRefused(
                    Reason.NOT_GZIP,
                    "not gzip: bytes stand behind the end of the gzip stream that are no gzip",
                    longer);
        }
        byte[] plain = gunzip(whole);
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.writeBytes(gzip(Arrays.copyOf(plain, 80)));
        two.writeBytes(gzip(Arrays.copyOfRange(plain, 80, plain.length)));
        assertEquals(2, codec.decode(two.toByteArray()).count(), "anybody may compress anew, as gzip allows");
    }

    @Test
    void a_gzip_bomb_is_refused_without_being_held() {
        byte[] bomb = gzip(new byte[100_000_000]);
        assertTrue(bomb.length < 1_000_000);
        assertRefused(Reason.TOO_LARGE, "uncompressed it has more than 8000000 bytes", bomb);
        assertRefused(
                Reason.TOO_LARGE, "1000001 bytes are more than the 1000000 that a batch may have", new byte[1_000_001]);
    }

    @Test
    void a_count_that_is_not_the_payloads_is_refused() throws Exception {
        assertThrows(IllegalArgumentException.class, () -> encode(PAYLOAD, 3));
        assertThrows(IllegalArgumentException.class, () -> encode("unended".getBytes(UTF_8), 1));
        byte[] plain = gunzip(encode(PAYLOAD, 2));
        plain[56] = 3;
        assertRefused(Reason.BAD_COUNT, "the header says 3 observations, the payload has 2", gzip(signedAnew(plain)));
        plain[56] = 0;
        assertRefused(
                Reason.BAD_COUNT, "the header says 0 observations; a batch has one at least", gzip(signedAnew(plain)));
        plain[56] = 2;
        byte[] unended = plain.clone();
        unended[plain.length - 65] = ' ';
        assertRefused(Reason.BAD_COUNT, "the payload's last line is not ended", gzip(signedAnew(unended)));
        plain[37] = (byte) 0x80;
        assertRefused(Reason.BAD_COUNT, "epoch and sequence are never negative", gzip(signedAnew(plain)));
    }

    /** Bounded here; {@code -Dcordon.fuzz.rounds=100000000} runs on. */
    @Test
    void no_input_makes_it_fail_otherwise_than_by_refusal() throws Exception {
        long seed = 20180416;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] plain = gunzip(encode(PAYLOAD, 2));
        byte[] whole = gzip(plain);
        long rounds = Long.getLong("cordon.fuzz.rounds", 3_000);
        for (long round = 0; round < rounds; round++) {
            boolean outside = random.nextBoolean();
            byte[] changed = mutate(outside ? whole : plain, random);
            try {
                SignedBatch batch = codec.decode(outside ? changed : gzip(changed));
                assertArrayEquals(PAYLOAD, batch.payload(), "seed " + seed + ", round " + round);
            } catch (InvalidBatchException e) {
                assertTrue(e.getMessage() != null, "seed " + seed + ", round " + round);
            }
        }
    }

    private static byte[] mutate(byte[] from, SplittableRandom random) {
        byte[] bytes = Arrays.copyOf(from, random.nextInt(8) == 0 ? random.nextInt(from.length + 20) : from.length);
        for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private void assertRefused(Reason reason, String message, byte[] bytes) {
        InvalidBatchException e = assertThrows(InvalidBatchException.class, () -> codec.decode(bytes));
        assertEquals(reason, e.reason());
        assertEquals(message, e.getMessage());
    }

    private byte[] encode(byte[] payload, int count) throws GeneralSecurityException {
        return codec.encode(publicKey(), privateKey(), 7, 42, count, payload);
    }

    /** Corrects the signature of bytes that were changed: what a liar with a key of his own can send. */
    private static byte[] signedAnew(byte[] plain) throws GeneralSecurityException {
        java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
        signer.initSign(privateKey());
        signer.update("cordon-batch-1".getBytes(UTF_8));
        signer.update(plain, 0, plain.length - BatchCodec.SIGNATURE_BYTES);
        byte[] signed = Arrays.copyOf(plain, plain.length);
        System.arraycopy(signer.sign(), 0, signed, plain.length - BatchCodec.SIGNATURE_BYTES, 64);
        return signed;
    }

    private static PublicKey publicKey() throws GeneralSecurityException {
        return ProbeKeys.of(PUBLIC);
    }

    private static PrivateKey privateKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, SECRET));
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = BatchCodecTest.class.getResourceAsStream("batch-v1.bin.gz")) {
            return Objects.requireNonNull(in, "golden file").readAllBytes();
        }
    }

    private static byte[] gunzip(byte[] bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
