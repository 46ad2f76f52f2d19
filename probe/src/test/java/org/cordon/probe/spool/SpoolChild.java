package org.cordon.probe.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.probe.identity.Home;

/**
 * A process that fills and empties a spool as fast as it can, until it is killed. It says {@code committed ID} only after
 * the disk has an observation, and {@code acknowledged FILE} before a batch goes.
 */
public final class SpoolChild {
    private SpoolChild() {}

    public static void main(String[] args) throws IOException {
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[1]));
        long number = Long.parseLong(args[2]);
        Home home = Home.open(Path.of(args[0]));
        Spool spool = new Spool(
                home.spoolFolder(),
                home.identity(),
                InstantSource.system(),
                Long.parseLong(args[3]),
                Duration.ofMillis(1));
        boolean uplink = true;
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
            Parcel parcel = spool.oldest();
            // the uplink dies and comes back: nothing gets through for a while
            uplink = random.nextInt(60) == 0 ? !uplink : uplink;
            if (uplink && parcel != null && random.nextBoolean()) {
                String batch = HexFormat.of().formatHex(spool.read(parcel));
                System.out.println("acknowledged " + batch);
                System.out.flush();
                spool.acknowledge(parcel);
            }
        }
    }
}
