package org.cordon.lab.far;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code forge}: a resolver that lies, for the router to send questions to. */
@Command(name = "forge", hidden = true, description = "Answers DNS questions with an address of the censor's choice.")
public final class ForgeCommand implements Callable<Integer> {
    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--answer", description = "The address; without it no name exists.")
    private String answer = "";

    @Override
    public Integer call() throws Exception {
        byte[] address =
                answer.isEmpty() ? new byte[0] : InetAddress.getByName(answer).getAddress();
        Datagrams.serve(new InetSocketAddress(port), question -> Dns.answer(question, address));
        System.out.println(SpliceCommand.READY);
        new CountDownLatch(1).await();
        return 0;
    }
}
