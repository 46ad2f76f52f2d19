package org.cordon.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad file for each rule, with its exact message. */
final class ConfigReaderTest {
    @TempDir
    Path dir;

    private Path file(String yaml) throws IOException {
        return Files.writeString(dir.resolve("collector.yaml"), yaml);
    }

    /** @param messages where {@code FILE} stands for the file's name */
    private void assertProblems(String yaml, String... messages) throws IOException {
        Path file = file(yaml);
        InvalidConfigurationException e =
                assertThrows(InvalidConfigurationException.class, () -> ConfigReader.read(file, Map.of()));
        assertEquals(
                List.of(messages),
                e.problems().stream()
                        .map(problem -> problem.replace(file.toString(), "FILE"))
                        .toList());
    }

    @Test
    void an_unknown_key_is_refused_with_the_one_that_was_probably_meant() throws Exception {
        assertProblems(
                "kafka-lisen: 127.0.0.1:9092\n", "FILE: unknown key 'kafka-lisen'; did you mean 'kafka-listen'?");
        assertProblems("Records_Token: x\n", "FILE: unknown key 'Records_Token'; did you mean 'records-token'?");
        assertProblems("banana: x\n", "FILE: unknown key 'banana'");
    }

    @Test
    void a_file_that_is_no_yaml_is_refused_with_the_line() throws Exception {
        assertProblems("data: x\nlisten: [\n", "FILE:2: not YAML: while parsing a flow node");
    }

    @Test
    void a_key_that_stands_twice_is_refused() throws Exception {
        assertProblems("data: x\ndata: y\n", "FILE:2: not YAML: Duplicate field 'data'");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Path none = dir.resolve("none.yaml");
        InvalidConfigurationException e =
                assertThrows(InvalidConfigurationException.class, () -> ConfigReader.read(none, Map.of()));
        assertEquals(List.of(none + ": there is no such file"), e.problems());
    }

    @Test
    void a_list_where_keys_should_be_is_refused() throws Exception {
        assertProblems("- data\n", "FILE: is not a list of 'key: value' lines");
    }

    @Test
    void a_list_for_one_value_is_refused() throws Exception {
        assertProblems("kafka: [k1:9092, k2:9092]\n", "FILE: 'kafka' wants one value");
    }

    @Test
    void a_wrong_address_is_refused() throws Exception {
        assertProblems("listen: localhost\n", "FILE: 'listen': 'localhost' is not ADDRESS:PORT");
        assertProblems("listen: 127.0.0.1:70000\n", "FILE: 'listen': '127.0.0.1:70000' has a port above 65535");
        assertProblems("listen: ::1:8080\n", "FILE: 'listen': '::1:8080' needs brackets around an IPv6 address");
    }

    @Test
    void a_cluster_without_a_port_is_refused() throws Exception {
        assertProblems("kafka: k1\n", "FILE: 'kafka': 'k1' is not ADDRESS:PORT");
        assertProblems("kafka: k1:9092,k2:99999\n", "FILE: 'kafka': 'k1:9092,k2:99999' has a port above 65535");
        assertProblems("kafka: k1:0\n", "FILE: 'kafka': 'k1:0' has port 0, at which nobody listens");
    }

    @Test
    void a_proxy_with_host_bits_is_refused() throws Exception {
        assertProblems(
                "trusted-proxies: 1.2.3.4/8\n",
                "FILE: 'trusted-proxies': '1.2.3.4/8' is not a list of prefixes: '1.2.3.4/8': has bits set behind its"
                        + " length; the prefix is 1.0.0.0/8");
    }

    @Test
    void a_wrong_number_is_refused() throws Exception {
        assertProblems("partitions: 0\n", "FILE: 'partitions': '0' is not a whole number between 1 and 1000");
        assertProblems("partitions: four\n", "FILE: 'partitions': 'four' is not a whole number between 1 and 1000");
        assertProblems("max-batch: 10\n", "FILE: 'max-batch': '10' is not a whole number between 1000 and 1000000");
        assertProblems(
                "max-batch-plain: 9000000\n",
                "FILE: 'max-batch-plain': '9000000' is not a whole number between 10000 and 8000000");
    }

    @Test
    void a_wrong_duration_is_refused() throws Exception {
        assertProblems(
                "save-every: often\n",
                "FILE: 'save-every': 'often' is not a duration such as 500ms, 3s, 10m, 2h or 30d");
        assertProblems("save-every: 1ms\n", "FILE: 'save-every': '1ms' is shorter than 100ms");
    }

    @Test
    void a_wrong_size_is_refused() throws Exception {
        assertProblems("archive-memory: lots\n", "FILE: 'archive-memory': 'lots' is not a size such as 192MB or 2GB");
    }

    @Test
    void a_wrong_yes_or_no_is_refused() throws Exception {
        assertProblems("trust-claims: maybe\n", "FILE: 'trust-claims': 'maybe' is neither true nor false");
    }

    @Test
    void an_empty_value_where_one_is_needed_is_refused() throws Exception {
        assertProblems("data: ''\n", "'data' needs a value");
    }

    @Test
    void properties_for_a_cluster_without_a_cluster_are_refused() throws Exception {
        assertProblems(
                "kafka-properties: " + Files.createFile(dir.resolve("k")) + "\n",
                "'kafka-properties' is of no use without 'kafka'");
    }

    @Test
    void files_that_cannot_be_read_are_refused() throws Exception {
        assertProblems("register: /\n", "FILE: 'register': '/' is a folder, not a file");
        assertProblems("services: a.csv,b.csv\n", "FILE: 'services': 'a.csv,b.csv' has a.csv, which names no file");
        assertProblems(
                "registry: april-2018,dump.csv\n",
                "FILE: 'registry': 'april-2018,dump.csv' has dump.csv, which names no file");
        assertProblems("kafka: k1:9092\nkafka-properties: none\n", "FILE: 'kafka-properties': 'none' names no file");
    }

    @Test
    void all_problems_are_reported_at_once() throws Exception {
        assertProblems(
                "lisen: 1\nsave-every: often\npartitions: x\nregister: /none.csv\n",
                "FILE: unknown key 'lisen'; did you mean 'listen'?",
                "FILE: 'partitions': 'x' is not a whole number between 1 and 1000",
                "FILE: 'register': '/none.csv' names no file",
                "FILE: 'save-every': 'often' is not a duration such as 500ms, 3s, 10m, 2h or 30d");
    }

    @Test
    void options_win_over_the_file_and_the_file_over_defaults() throws Exception {
        Path file = file("listen: '[::1]:8081'\nsave-every: 5s\narchive-memory: 1GB\n");
        CollectorConfig config = ConfigReader.read(file, Map.of("save-every", "2h", "trust-claims", "true"))
                .config();
        assertEquals(new HostPort("::1", 8081), config.listen());
        assertEquals(Duration.ofHours(2), config.saveEvery());
        assertEquals("1GB", config.archiveMemory());
        assertTrue(config.trustClaims());
        assertEquals(4, config.partitions());
        assertEquals(config.kafkaListen(), config.kafkaAdvertise(), "unless it is told otherwise");
    }

    @Test
    void the_effective_configuration_names_every_setting_and_hides_secrets() throws Exception {
        Path file = file("records-token: s3cret\ndata: d\n");
        ConfigReader.Read read = ConfigReader.read(file, Map.of("partitions", "2"));
        assertEquals(Settings.ALL.size(), read.effective().size());
        assertTrue(
                read.effective().contains("records-token: (hidden)   # " + file),
                read.effective().toString());
        assertTrue(read.effective().contains("partitions: 2   # --partitions"));
        assertTrue(read.effective().contains("listen: 127.0.0.1:8080"));
        assertFalse(read.effective().toString().contains("s3cret"));
        assertFalse(read.config().toString().contains("s3cret"));
    }
}
