package org.cordon.lab.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cordon.lab.programs.Jars;
import org.cordon.lab.relay.HostCommand;
import org.cordon.lab.sandbox.Namespace;
import org.jspecify.annotations.Nullable;

/** A Prometheus beside the collector, with the rules that are shipped, so that Grafana can be pointed at the demonstration. */
final class PrometheusProcess implements AutoCloseable {
    private static final int PORT = 9090;
    private static final Duration SCRAPE = Duration.ofSeconds(2);

    private final Process process;

    private PrometheusProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it in the collector's namespace.
     *
     * @param folder where it keeps what it scraped
     * @param sockets where the Unix socket that leads to it is put; null: nothing leads to it from outside
     * @param rules the file of rules
     */
    static PrometheusProcess start(
            Processes processes, Namespace home, Jars jars, Path folder, @Nullable Path sockets, Path rules)
            throws IOException {
        Path data = Files.createDirectories(folder.resolve("prometheus"));
        Path config = Files.writeString(
                data.resolve("prometheus.yml"),
                "global: {scrape_interval: " + SCRAPE.toSeconds() + "s, evaluation_interval: " + SCRAPE.toSeconds()
                        + "s}\nrule_files: ['" + rules
                        + "']\nscrape_configs:\n  - job_name: cordon-collector\n    static_configs:\n"
                        + "      - targets: ['127.0.0.1:" + CollectorProcess.API_PORT + "']\n");
        if (sockets != null) {
            Path socket = sockets.resolve(HostCommand.PROMETHEUS);
            processes.start("prometheus-gate", home, jars.lab(List.of("gate", socket.toString(), "" + PORT)));
        }
        Process process = processes.start(
                "prometheus",
                home,
                List.of(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + data.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + PORT));
        // the demonstration goes on without it
        processes.forget(process);
        return new PrometheusProcess(process);
    }

    /** Waits until it has seen what the collector says now, and made of it what the rules say. */
    void awaitScrape() throws InterruptedException {
        Thread.sleep(3 * SCRAPE.toMillis());
    }

    /** Ends it; what it scraped is on disk then. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
