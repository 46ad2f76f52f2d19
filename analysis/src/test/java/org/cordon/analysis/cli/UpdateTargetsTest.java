package org.cordon.analysis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.cordon.analysis.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cordon.analysis.cli.update.RangeFolder;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.ProviderEdition;
import org.cordon.analysis.targets.ProviderRanges;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New editions from a server on this machine's loopback; no other is ever asked. */
final class UpdateTargetsTest {
    private static final Instant APRIL_2018 = Instant.parse("2018-04-17T00:00:00Z");
    private static final String TELEGRAM = """
            91.108.56.0/22
            91.108.4.0/22
            91.108.8.0/22
            91.108.16.0/22
            91.108.12.0/22
            149.154.160.0/20
            91.105.192.0/23
            91.108.20.0/22
            2001:67c:4e8::/48
            2001:b28:f23c::/46
            2a0a:f280::/32
            """;

    @TempDir
    Path dir;

    private final Map<String, byte[]> documents = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] document = documents.get(exchange.getRequestURI().getPath());
            if (exchange.getRequestURI().getPath().equals("/moved")) {
                exchange.getResponseHeaders().add("Location", "http://192.0.2.1/");
                exchange.sendResponseHeaders(302, -1);
            } else if (document == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, document.length);
                exchange.getResponseBody().write(document);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String at(String path, String document) {
        documents.put(path, document.getBytes(UTF_8));
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Ran update(String... more) {
        return run(Stream.concat(Stream.of("update-targets", "--dir", dir.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private ProviderRanges ranges() throws IOException {
        return ProviderRanges.bundled().and(new RangeFolder(dir).editions());
    }

    private static List<String> owners(ProviderRanges ranges, String address, Instant when) {
        return ranges.at(when).attribute(Address.parse(address)).stream()
                .map(r -> r.provider() + " " + r.region() + " " + r.service())
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.sorted().toList();
        }
    }

    @Test
    void a_new_edition_holds_from_today_and_the_old_ones_stay() throws Exception {
        String url = at("/cidr.txt", TELEGRAM + "# a comment\n185.76.151.0/24\n");
        Ran ran = update("--from", "telegram=" + url);
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().startsWith("telegram      updated"), ran.out());
        ProviderRanges ranges = ranges();
        assertEquals(List.of("telegram null null"), owners(ranges, "185.76.151.1", Instant.now()));
        assertEquals(
                List.of("telegram DC2/DC4 null"), owners(ranges, "149.154.167.51", APRIL_2018), "2018 is as it was");
        assertEquals(
                ProviderRanges.bundled().editions().size() + 1,
                ranges.editions().size());
        String checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(documents.get("/cidr.txt")));
        assertTrue(ran.out().contains(checksum), ran.out());
        ProviderEdition newest = ranges.edition("telegram", Instant.now()).orElseThrow();
        assertTrue(newest.provenance().contains(url) && newest.provenance().contains(checksum), newest.provenance());
    }

    @Test
    void what_has_not_changed_makes_no_edition_and_what_has_leaves_the_old_file_untouched() throws Exception {
        String url = at("/cidr.txt", TELEGRAM);
        update("--from", "telegram=" + url);
        List<Path> first = files();
        String old = Files.readString(first.get(1));
        Ran again = update("--from", "telegram=" + url);
        assertTrue(again.out().contains("unchanged"), again.out());
        assertEquals(first, files());
        at("/cidr.txt", TELEGRAM + "185.76.151.0/24\n");
        assertTrue(update("--from", "telegram=" + url).out().contains("updated"));
        assertEquals(3, files().size(), files().toString());
        assertEquals(old, Files.readString(first.get(1)));
        assertEquals(2, new RangeFolder(dir).editions().size());
        assertEquals(
                List.of("telegram null null"), owners(ranges(), "185.76.151.1", Instant.now()), "the later one counts");
    }

    @Test
    void a_file_that_was_tampered_with_is_refused_by_its_checksum() throws Exception {
        update("--from", "telegram=" + at("/cidr.txt", TELEGRAM));
        Path file = files().stream()
                .filter(f -> f.toString().contains("telegram"))
                .findFirst()
                .orElseThrow();
        Files.writeString(file, Files.readString(file).replace("91.108.4.0/22", "8.8.8.0/24"));
        IOException e = assertThrows(IOException.class, () -> new RangeFolder(dir).editions());
        assertTrue(e.getMessage().contains("checksum"), e.getMessage());
        assertEquals(
                1, run("collateral", "--ranges", dir.toString(), "none.jsonl").status());
        assertEquals(
                1, update("--from", "telegram=" + at("/cidr.txt", TELEGRAM)).status());
    }

    @Test
    void each_providers_own_form_is_read_with_regions_and_services() throws Exception {
        String amazon = at("/aws", """
                {"syncToken": "1", "prefixes": [
                 {"ip_prefix": "18.184.0.0/15", "region": "eu-central-1", "service": "AMAZON"},
                 {"ip_prefix": "18.184.0.0/15", "region": "eu-central-1", "service": "EC2"},
                 {"ip_prefix": "3.2.3.0/24", "region": "GLOBAL", "service": "AMAZON"}],
                 "ipv6_prefixes": [{"ipv6_prefix": "2a05:d014::/36", "region": "eu-central-1", "service": "EC2"}]}""");
        String google = at("/goog", "{\"prefixes\": [{\"ipv4Prefix\": \"34.64.0.0/10\"}]}");
        String cloud = at(
                "/cloud",
                "{\"prefixes\": [{\"ipv4Prefix\": \"34.80.0.0/15\", \"service\": \"Google Cloud\", \"scope\": \"asia-east1\"}]}");
        String oracle = at(
                "/oci",
                "{\"regions\": [{\"region\": \"uk-london-1\", \"cidrs\": [{\"cidr\": \"132.145.8.0/21\", \"tags\": [\"OCI\"]}]}]}");
        String azure = at(
                "/tags",
                "{\"values\": [{\"properties\": {\"region\": \"westeurope\", \"systemService\": \"AzureStorage\","
                        + " \"addressPrefixes\": [\"51.136.0.0/16\"]}}]}");
        String github =
                at("/meta", "{\"ssh_keys\": [\"ssh-ed25519 AAAA\"], \"domains\": {}, \"git\": [\"140.82.112.0/20\"]}");
        String linode =
                at("/geo", "# geofeed\n45.33.0.0/17,US,US-TX,Richardson,\n2600:3c00::/32,US,US-TX,Richardson,\n");
        Ran ran = update(
                "--accept-loss",
                "--from=amazon=" + amazon,
                "--from=google=" + google,
                "--from=google=" + cloud,
                "--from=oracle=" + oracle,
                "--from=microsoft=" + azure,
                "--from=github=" + github,
                "--from=linode=" + linode);
        assertEquals(0, ran.status(), ran.err());
        assertEquals(6, ran.out().lines().count(), ran.out());
        ProviderRanges ranges = ranges();
        assertEquals(List.of("amazon eu-central-1 EC2"), owners(ranges, "18.184.1.1", Instant.now()));
        assertEquals(List.of("amazon GLOBAL AMAZON"), owners(ranges, "3.2.3.4", Instant.now()));
        assertEquals(List.of("amazon eu-central-1 EC2"), owners(ranges, "2a05:d014::1", Instant.now()));
        assertEquals(List.of("google asia-east1 Google Cloud"), owners(ranges, "34.80.0.1", Instant.now()));
        assertEquals(List.of("google null null"), owners(ranges, "34.64.0.1", Instant.now()));
        assertEquals(List.of("oracle uk-london-1 OCI"), owners(ranges, "132.145.8.1", Instant.now()));
        assertEquals(List.of("microsoft westeurope AzureStorage"), owners(ranges, "51.136.0.1", Instant.now()));
        assertEquals(List.of("github null git"), owners(ranges, "140.82.112.1", Instant.now()));
        assertEquals(List.of("linode US-TX null"), owners(ranges, "45.33.0.1", Instant.now()));
    }

    @Test
    void what_no_provider_can_own_is_left_out_and_named() throws Exception {
        String list =
                TELEGRAM + "0.0.0.0/0\n10.0.0.0/8\n192.0.2.0/24\n91.108.4.1/22\nbanana\n91.108.8.0/22,\"x\ny\",,\n";
        Ran ran = update("--from", "telegram=" + at("/cidr.txt", list));
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().contains("5 left out"), ran.out() + ran.err());
        for (String bad : List.of("'0.0.0.0/0'", "'10.0.0.0/8'", "'192.0.2.0/24'", "'banana'")) {
            assertTrue(ran.err().contains("left out " + bad), ran.err());
        }
        for (ProviderEdition edition : new RangeFolder(dir).editions()) {
            assertEquals(11, edition.prefixes().size(), "host bits are cut off: " + edition.prefixes());
        }
    }

    @Test
    void a_list_that_has_lost_most_of_itself_or_is_none_changes_nothing() throws Exception {
        Map<String, String> bad = Map.of(
                "its list has 1,024 IPv4 addresses where the edition before has ", "91.108.4.0/22\n",
                "its list has 0 IPv6 addresses where the edition before has ", TELEGRAM.replaceAll(".*:.*\n", ""),
                "'<html>captive portal</html>'", "<html>captive portal</html>\n",
                "its list holds no usable prefix", "");
        for (Map.Entry<String, String> one : bad.entrySet()) {
            Ran ran = update("--from", "telegram=" + at("/cidr.txt", one.getValue()));
            assertEquals(1, ran.status(), one.getKey());
            assertTrue(ran.err().contains(one.getKey()), one.getKey() + " is not in " + ran.err());
            assertTrue(ran.err().contains("what is known of it stays"), ran.err());
        }
        assertEquals(
                1, update("--from", "amazon=" + at("/aws", "{\"prefixes\": 7}")).status());
        assertEquals(
                1, update("--from", "amazon=" + at("/aws", "{\"prefixes\": [")).status());
        String missing = "http://127.0.0.1:" + server.getAddress().getPort() + "/missing";
        assertTrue(update("--from", "telegram=" + missing).err().contains("status 404"));
        assertEquals(List.of(), files(), "nothing was written");
        Ran accepted = update("--accept-loss", "--from", "telegram=" + at("/cidr.txt", "91.108.4.0/22\n"));
        assertEquals(0, accepted.status(), accepted.err());
    }

    @Test
    void one_provider_that_fails_does_not_keep_the_others_back() throws Exception {
        Ran ran = update("--from", "amazon=" + at("/aws", "{}"), "--from", "telegram=" + at("/cidr.txt", TELEGRAM));
        assertEquals(1, ran.status());
        assertTrue(ran.err().contains("amazon: it has no list 'prefixes'"), ran.err());
        assertTrue(ran.out().contains("telegram      updated"), ran.out());
    }

    @Test
    void in_the_sandbox_nobody_but_loopback_is_asked_not_even_by_redirection() throws Exception {
        assertEquals("required", System.getenv("CORDON_SANDBOX"), "this test runs under the guard");
        Ran official = update("--provider", "telegram");
        assertEquals(1, official.status());
        assertTrue(official.err().contains("nothing but loopback may be contacted"), official.err());
        Ran redirected = update(
                "--from", "telegram=http://127.0.0.1:" + server.getAddress().getPort() + "/moved");
        assertEquals(1, redirected.status());
        assertTrue(redirected.err().contains("status 302"), redirected.err());
        for (String url :
                List.of("http://localhost/x", "http://127.0.0.1.example/x", "file:///etc/hosts", "ftp://127.0.0.1/x")) {
            assertEquals(1, update("--from", "telegram=" + url).status(), url);
        }
        assertEquals(List.of(), files());
    }

    @Test
    void bad_usage_is_named() {
        assertEquals(2, update("--provider", "hetzner").status());
        assertEquals(2, update("--from", "telegram").status());
        assertTrue(update("--from", "telgram=http://127.0.0.1/").err().contains("known are amazon"));
        Ran microsoft = update("--provider", "microsoft");
        assertEquals(1, microsoft.status());
        assertTrue(microsoft.err().contains("--from microsoft=URL"), microsoft.err());
    }
}
