package org.cordon.lab.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cordon.lab.programs.CollectorClient;
import org.cordon.lab.programs.Jars;
import org.cordon.lab.relay.HostCommand;
import org.cordon.lab.relay.Relay;
import org.cordon.lab.sandbox.Namespace;
import org.cordon.lab.sandbox.SandboxFailure;
import org.cordon.lab.sandbox.SandboxInternet;

/** The collector with its embedded broker, in a process and a namespace of its own, and the ways to it. */
final class CollectorProcess implements AutoCloseable {
    static final String KAFKA = SandboxInternet.COLLECTOR + ":9092";

    static final int API_PORT = 8080;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Processes processes;
    private final Namespace home;
    private final Jars jars;
    private final NamedServices services;
    private final Path folder;
    private final Relay relay;
    private final CollectorClient client;
    private Process process;

    private CollectorProcess(
            Processes processes, Namespace home, Jars jars, NamedServices services, Path folder, Path sockets)
            throws IOException {
        this.processes = processes;
        this.home = home;
        this.jars = jars;
        this.services = services;
        this.folder = folder;
        Path api = sockets.resolve(HostCommand.API);
        processes.start("gate", home, jars.lab(List.of("gate", api.toString(), "" + API_PORT)));
        this.relay = Relay.start(new InetSocketAddress("127.0.0.1", 0), UnixDomainSocketAddress.of(api));
        this.client = new CollectorClient(relay.port());
        this.process = launch();
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param services that it knows by name beside those it always knows
     * @param folder where it keeps its data
     * @param sockets where the Unix socket that leads to its API is put
     */
    static CollectorProcess start(
            Processes processes, Namespace home, Jars jars, NamedServices services, Path folder, Path sockets)
            throws IOException, InterruptedException, SandboxFailure {
        CollectorProcess collector = new CollectorProcess(processes, home, jars, services, folder, sockets);
        try {
            collector.awaitReady();
            return collector;
        } catch (InterruptedException | SandboxFailure e) {
            collector.close();
            throw e;
        }
    }

    private Process launch() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--data=" + folder,
                "--listen=127.0.0.1:" + API_PORT,
                "--kafka-listen=0.0.0.0:9092",
                "--kafka-advertise=" + KAFKA,
                // what was really listed: networks can be held against it
                "--registry=april-2018",
                "--trust-claims",
                "--open-records"));
        if (services.file() != null) {
            arguments.add("--services=" + services.file());
        }
        return processes.start("collector", home, jars.collector(arguments));
    }

    /** Waits until every part of it works. */
    void awaitReady() throws InterruptedException, SandboxFailure {
        for (long waited = 0; !client.isReady(); waited += 100) {
            if (waited > PATIENCE.toMillis() || !process.isAlive()) {
                throw new SandboxFailure(
                        "the collector did not become ready; its log ends\n" + processes.end("collector"));
            }
            Thread.sleep(100);
        }
    }

    /** Kills it with its broker, at once and without a word, as a power cut would. */
    void kill() throws InterruptedException {
        processes.forget(process);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor();
    }

    /** Starts it again on the same data; does not wait for it. */
    void restart() throws IOException {
        process = launch();
    }

    CollectorClient client() {
        return client;
    }

    @Override
    public void close() {
        try {
            relay.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
