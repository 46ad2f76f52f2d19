package org.cordon.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HttpAnswerTest {

    private static HttpAnswer read(String text, int step) throws MalformedHttpException {
        HttpAnswer answer = new HttpAnswer(false);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i += step) {
            answer.receive(ByteBuffer.wrap(bytes, i, Math.min(step, bytes.length - i)));
        }
        return answer;
    }

    @Test
    void a_counted_a_chunked_and_an_open_body_end_where_they_should_however_they_are_cut() throws Exception {
        for (int step : new int[] {1, 2, 7, 10_000}) {
            HttpAnswer counted = read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", step);
            assertTrue(counted.isComplete());
            assertEquals(5, counted.bodyLength());
            HttpAnswer chunked = read(
                    "HTTP/1.1 451 No\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n there\r\n0\r\nA: b\r\n\r\n",
                    step);
            assertTrue(chunked.isComplete());
            assertEquals(451, chunked.status());
            assertTrue(chunked.text().endsWith("hello there"));
            HttpAnswer open = read("HTTP/1.0 302 Found\r\nLocation: http://a.example/\r\n\r\nhello", step);
            assertFalse(open.isComplete());
            assertTrue(open.endsHere());
            assertEquals("http://a.example/", open.header("location"));
        }
    }

    @Test
    void an_interim_answer_is_not_the_answer() throws Exception {
        HttpAnswer answer = read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", 3);
        assertEquals(204, answer.status());
        assertTrue(answer.isComplete());
    }

    @Test
    void what_follows_the_answer_is_left_alone() throws Exception {
        ByteBuffer data = ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP".getBytes());
        new HttpAnswer(false).receive(data);
        assertEquals(4, data.remaining());
    }

    @Test
    void what_breaks_the_rules_is_refused() {
        for (String bad : new String[] {
            "SSH-2.0-OpenSSH\r\n",
            "HTTP/1.1 OK\r\n\r\n",
            "HTTP/1.1 99 Low\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "1".repeat(300),
            "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(4_000),
        }) {
            assertThrows(MalformedHttpException.class, () -> read(bad, 1_000), bad.substring(0, 15));
        }
    }

    @Test
    void nothing_grows_without_bound_and_nothing_but_a_refusal_is_thrown() throws Exception {
        HttpAnswer endless = read("HTTP/1.1 200 OK\r\n\r\n", 100);
        for (int i = 0; i < 1_000; i++) {
            endless.receive(ByteBuffer.wrap(new byte[10_000]));
        }
        assertTrue(endless.text().length() < 50_000);
        assertEquals(10_000_000, endless.bodyLength());
        long seed = Long.getLong("fuzz.seed", 11);
        SplittableRandom random = new SplittableRandom(seed);
        String[] words = {
            "HTTP/1.1 200 OK",
            "\r\n",
            "\n",
            "Content-Length: ",
            "Transfer-Encoding: chunked",
            "9",
            "f",
            ":",
            "\r\n\r\n",
            " ",
            "0",
            "-1",
            "\0",
            "HTTP/1.1 100 C\r\n\r\n"
        };
        for (int i = 0; i < Integer.getInteger("fuzz.cases", 20_000); i++) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : "HTTP/1.1 200 OK\r\n");
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append(words[random.nextInt(words.length)]);
            }
            try {
                read(text.toString(), 1 + random.nextInt(30));
            } catch (MalformedHttpException expected) {
                assertTrue(expected.getMessage().length() < 100, "seed " + seed + ", case " + i);
            }
        }
    }

    @Test
    void signatures_are_texts_in_a_row() {
        assertEquals("[warning.or.kr]", BlockPages.parts("warning\\.or\\.kr").toString());
        assertEquals(
                "[URL ,  Sp, er Gate]", BlockPages.parts("URL .* Sp.*er Gate").toString());
        BlockPages pages = BlockPages.bundled();
        assertEquals(622, pages.size());
        assertEquals(
                "b_nat_ru_rkn",
                pages.match("Location: http://blocklist.rkn.gov.ru/\r\n").orElseThrow());
        assertTrue(pages.match("<html><body>Welcome</body></html>").isEmpty());
    }
}
