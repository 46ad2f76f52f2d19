package org.cordon.lab.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cordon.lab.sandbox.SandboxFailure;

/** The faults. */
final class Faults {
    private static final Senders.Pace STEADY = new Senders.Pace(1, Duration.ofMillis(500));
    private static final Senders.Pace FLOOD = new Senders.Pace(20, Duration.ZERO);

    private Faults() {}

    /** @param kills how often the collector is killed */
    static List<Fault> all(int kills) {
        return List.of(
                new Fault(
                        "kills",
                        "the collector and its broker are killed " + kills + " times",
                        rig -> kills(rig, kills)),
                new Fault("broker", "the broker is killed ten times", Faults::broker),
                new Fault("disk", "the disk is full", Faults::disk),
                new Fault("brokers", "of three brokers one is killed, and another", Faults::brokers),
                new Fault("holder", "of two collectors the one that folds is killed, four times", Faults::holder),
                new Fault("overload", "fourteen senders without a pause", Faults::overload));
    }

    private static Fault.Outcome kills(Rig rig, int kills) throws IOException, InterruptedException, SandboxFailure {
        Collector collector = rig.collector("collector");
        collector.awaitReady();
        Path diary = begin(rig, STEADY, collector);
        for (int i = 0; i < kills; i++) {
            // some hit one that has not finished starting
            Thread.sleep(rig.random().nextLong(200, 7_000));
            collector.member().kill();
            collector.member().start();
        }
        return end(rig, collector, diary);
    }

    private static Fault.Outcome broker(Rig rig) throws IOException, InterruptedException, SandboxFailure {
        Rig.Cluster cluster = rig.cluster(1);
        Collector collector = rig.collector("collector", "--kafka=" + cluster.bootstrap());
        collector.awaitReady();
        Path diary = begin(rig, STEADY, collector);
        for (int i = 0; i < 10; i++) {
            Thread.sleep(rig.random().nextLong(3_000, 9_000));
            cluster.brokers().get(0).kill();
            Thread.sleep(rig.random().nextLong(100, 3_000));
            cluster.brokers().get(0).start();
        }
        return end(rig, collector, diary);
    }

    /** The folder is a file system of its own: see lab/faults. */
    private static Fault.Outcome disk(Rig rig) throws IOException, InterruptedException, SandboxFailure {
        FileStore store = Files.getFileStore(rig.folder());
        if (store.getTotalSpace() > 4L << 30) {
            throw new SandboxFailure("needs a small file system of its own: start it with lab/faults");
        }
        Collector collector = rig.collector("collector");
        collector.awaitReady();
        // the diary must not be what lacks room
        Path diary = Files.createTempFile("cordon-diary", ".jsonl");
        rig.senders().start(List.of(collector.port()), STEADY, diary);
        Thread.sleep(10_000);
        Path ballast = rig.folder().resolve("ballast");
        fill(ballast);
        boolean ended = collector.member().endsWithin(40);
        Files.delete(ballast);
        if (ended) {
            collector.member().start();
        }
        Thread.sleep(10_000);
        Fault.Outcome outcome = end(rig, collector, diary);
        Files.delete(diary);
        return new Fault.Outcome(
                outcome.account(), outcome.remark() + (ended ? ", it had stopped" : ", it had waited"));
    }

    private static void fill(Path ballast) throws IOException {
        byte[] piece = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            if (Files.getFileStore(ballast).getUsableSpace() > piece.length) {
                throw full;
            }
        }
    }

    private static Fault.Outcome brokers(Rig rig) throws IOException, InterruptedException, SandboxFailure {
        Rig.Cluster cluster = rig.cluster(3);
        Collector collector = rig.collector("collector", "--kafka=" + cluster.bootstrap());
        collector.awaitReady();
        Path diary = begin(rig, STEADY, collector);
        Thread.sleep(8_000);
        int first = rig.random().nextInt(3);
        cluster.brokers().get(first).kill();
        Thread.sleep(15_000);
        cluster.brokers().get(first).start();
        Thread.sleep(15_000);
        cluster.brokers().get((first + 1) % 3).kill();
        Thread.sleep(10_000);
        return end(rig, collector, diary);
    }

    private static Fault.Outcome holder(Rig rig) throws IOException, InterruptedException, SandboxFailure {
        Rig.Cluster cluster = rig.cluster(1);
        Collector archive = rig.collector("archive", rig.sharing(cluster.bootstrap(), "archive"));
        archive.awaitReady();
        List<Collector> workers = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            Collector worker = rig.collector(name, rig.sharing(cluster.bootstrap(), "intake,monitor"));
            worker.awaitReady();
            workers.add(worker);
        }
        Path diary = begin(rig, STEADY, workers.toArray(Collector[]::new));
        for (int i = 0; i < 4; i++) {
            Thread.sleep(15_000);
            Collector holder = workers.stream()
                    .filter(worker -> folded(worker) > 0)
                    .findFirst()
                    .orElseThrow(() -> new SandboxFailure("nobody folds"));
            holder.member().kill();
            Thread.sleep(20_000);
            holder.member().start();
            holder.awaitReady();
        }
        rig.senders().finish();
        for (Collector worker : workers) {
            worker.awaitIdle();
        }
        return end(rig, archive, diary);
    }

    private static double folded(Collector collector) {
        try {
            return collector.metric("cordon_monitor_observations_total");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static Fault.Outcome overload(Rig rig) throws IOException, InterruptedException, SandboxFailure {
        Collector collector = rig.collector("collector", "--gateway-in-flight=8");
        collector.awaitReady();
        Path diary = begin(rig, STEADY, collector);
        Thread.sleep(10_000);
        rig.senders().finish();
        long calm = rig.senders().acknowledged();
        rig.senders().start(List.of(collector.port()), FLOOD, diary);
        Thread.sleep(30_000);
        Fault.Outcome outcome = end(rig, collector, diary);
        long flood = (rig.senders().acknowledged() - calm) / 3;
        return new Fault.Outcome(
                outcome.account(),
                outcome.remark() + ", " + flood / Math.max(1, calm) + " × as many a second as before");
    }

    private static Path begin(Rig rig, Senders.Pace pace, Collector... collectors) throws IOException {
        Path diary = rig.folder().resolve("acknowledged.jsonl");
        rig.senders().start(List.of(collectors).stream().map(Collector::port).toList(), pace, diary);
        return diary;
    }

    private static Fault.Outcome end(Rig rig, Collector archive, Path diary)
            throws IOException, InterruptedException, SandboxFailure {
        rig.senders().finish();
        Account account = Account.of(rig, archive, diary);
        return new Fault.Outcome(
                account,
                rig.senders().repeated() + " batches sent again, "
                        + rig.senders().shed() + " times shed");
    }
}
