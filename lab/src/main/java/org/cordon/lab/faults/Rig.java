package org.cordon.lab.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cordon.lab.programs.CollectorClient;
import org.cordon.lab.programs.Jars;
import org.cordon.lab.sandbox.SandboxFailure;

/** Where one fault is played: a folder, processes on loopback, senders; all end with this object. */
final class Rig implements AutoCloseable {
    private final Jars jars;
    private final Path folder;
    private final RandomGenerator random;
    private final Senders senders;
    private final List<Member> members = new ArrayList<>();

    /** @param folder a new one, for everything that the processes write */
    Rig(Jars jars, Path folder, RandomGenerator random) throws IOException {
        this.jars = jars;
        this.folder = Files.createDirectories(folder);
        this.random = random;
        this.senders = new Senders(random);
        Files.write(register(), senders.register());
    }

    private Path register() {
        return folder.resolve("probes.csv");
    }

    Jars jars() {
        return jars;
    }

    Path folder() {
        return folder;
    }

    RandomGenerator random() {
        return random;
    }

    Senders senders() {
        return senders;
    }

    /** Starts a collector; does not wait until it is ready. @param options beside those that all have */
    Collector collector(String name, String... options) throws IOException {
        Path data = folder.resolve(name);
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--data=" + data,
                "--listen=127.0.0.1:" + port,
                "--kafka-listen=127.0.0.1:" + freePort(),
                "--register=" + register(),
                "--site-batches=1000000",
                "--network-batches=100000000",
                "--save-every=5s",
                "--open-records"));
        arguments.addAll(List.of(options));
        Member member = own(name, jars.collector(arguments));
        return new Collector(member, data, port, new CollectorClient(port));
    }

    /** What every collector of one cluster is told. */
    String[] sharing(String kafka, String roles) {
        return new String[] {
            "--kafka=" + kafka,
            "--roles=" + roles,
            "--keys=" + folder.resolve("keys"),
            "--state=" + folder.resolve("state")
        };
    }

    /** Brokers that are a cluster, each a process. */
    record Cluster(String bootstrap, List<Member> brokers) {}

    /** Starts so many brokers. */
    Cluster cluster(int count) throws IOException, InterruptedException, SandboxFailure {
        List<Integer> ports =
                IntStream.range(0, 2 * count).mapToObj(i -> freePort()).toList();
        String voters = IntStream.range(0, count)
                .mapToObj(i -> (i + 1) + "@127.0.0.1:" + ports.get(count + i))
                .collect(Collectors.joining(","));
        String id = UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 22);
        List<Member> brokers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "broker-" + (i + 1);
            Path properties = folder.resolve(name + ".properties");
            write(
                    properties,
                    BrokerSettings.of(i + 1, folder.resolve(name), ports.get(i), ports.get(count + i), voters, count));
            format(properties, id);
            brokers.add(own(name, jars.kafka("kafka.Kafka", List.of(properties.toString()))));
        }
        String bootstrap = ports.subList(0, count).stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
        return new Cluster(bootstrap, brokers);
    }

    private static void write(Path file, Properties properties) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }

    private void format(Path properties, String id) throws IOException, InterruptedException, SandboxFailure {
        run(jars.kafka("kafka.tools.StorageTool", List.of("format", "-t", id, "-c", properties.toString())));
    }

    /** Runs a command to its end. @throws SandboxFailure if it fails */
    void run(List<String> command) throws IOException, InterruptedException, SandboxFailure {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("commands.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new SandboxFailure(
                    String.join(" ", command) + "\n" + Files.readString(folder.resolve("commands.log")));
        }
    }

    private Member own(String name, List<String> command) throws IOException {
        Member member = new Member(name, command, folder.resolve(name + ".log"));
        members.add(member);
        return member;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        senders.close();
        members.forEach(Member::close);
    }
}
