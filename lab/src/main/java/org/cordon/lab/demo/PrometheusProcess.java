package org.cordon.lab.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cordon.lab.programs.Jars;
import org.cordon.lab.relay.HostCommand;
import org.cordon.lab.sandbox.Namespace;

/** A Prometheus beside the collector, with the rules that are shipped, so that Grafana can be pointed at the demonstration. */
final class PrometheusProcess implements AutoCloseable {
    private static final int PORT = 9090;

    private final Process process;

    private PrometheusProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it in the collector's namespace.
     *
     * @param folder where it keeps what it scraped
     * @param sockets where the Unix socket that leads to it is put
     * @param rules the file of rules
     */
    static PrometheusProcess start(
            Processes processes, Namespace home, Jars jars, Path folder, Path sockets, Path rules) throws IOException {
        Path data = Files.createDirectories(folder.resolve("prometheus"));
        Path config = Files.writeString(
                data.resolve("prometheus.yml"),
                "global: {scrape_interval: 2s, evaluation_interval: 2s}\nrule_files: ['" + rules
                        + "']\nscrape_configs:\n  - job_name: cordon-collector\n    static_configs:\n"
                        + "      - targets: ['127.0.0.1:" + CollectorProcess.API_PORT + "']\n");
        processes.start(
                "prometheus-gate",
                home,
                jars.lab(List.of("gate", sockets.resolve(HostCommand.PROMETHEUS).toString(), "" + PORT)));
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

    @Override
    public void close() {
        process.destroy();
    }
}
