package org.cordon.lab.far;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** {@code far}: the servers of the far end, until killed. */
@Command(name = "far", hidden = true, description = "Answers for the far end of the sandbox internet.")
public final class FarCommand implements Callable<Integer> {
    /** Printed when all ports are open. */
    public static final String READY = "far end is listening";

    @Override
    public Integer call() throws Exception {
        try (FarServer server = new FarServer()) {
            server.listen(443, Services.https(SelfSigned.context()));
            server.listen(80, Services.http());
            server.listen(5222, Services.http());
            System.out.println(READY);
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
