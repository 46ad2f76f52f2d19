package org.cordon.probe.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.probe.identity.Home;
import org.cordon.probe.report.Words;
import org.cordon.probe.sandbox.SandboxGuard;
import org.cordon.probe.uplink.GatewayTrust;
import org.cordon.probe.uplink.HttpsUplink;
import org.cordon.probe.uplink.Ingress;
import org.cordon.probe.uplink.Sender;

/**
 * A process that fills a spool as fast as it can, and whose uplink empties it, until it is killed. It says
 * {@code committed ID} only after the disk has an observation.
 */
public final class SpoolChild {
    private SpoolChild() {}

    /** @param args home, seed, first number, bound in bytes, the gateway's URL, its certificate */
    public static void main(String[] args) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[1]));
        long number = Long.parseLong(args[2]);
        Home home = Home.open(Path.of(args[0]));
        Spool spool = new Spool(
                home.spoolFolder(),
                home.identity(),
                InstantSource.system(),
                Long.parseLong(args[3]),
                Duration.ofMillis(1));
        HttpsUplink uplink = new HttpsUplink(
                Ingress.parse(args[4]),
                null,
                GatewayTrust.sockets(Path.of(args[5])),
                SandboxGuard.ofThisProcess(),
                new HttpsUplink.Patience(Duration.ofMillis(150), Duration.ofSeconds(1)));
        new Sender(spool, uplink, random.split(), Words.in(Locale.ENGLISH), said -> {}).start();
        while (true) {
            long first = number;
            for (int i = random.nextInt(1, 20); i > 0; i--) {
                spool.append(Observations.number(number++));
            }
            if (random.nextBoolean()) {
                spool.mode(random.nextBoolean() ? LinkMode.NORMAL : null);
            }
            spool.commit();
            for (long i = first; i < number; i++) {
                System.out.println("committed run." + i);
            }
            System.out.flush();
            spool.packIfOld();
            if (random.nextInt(4) == 0) {
                spool.packAll();
            }
        }
    }
}
