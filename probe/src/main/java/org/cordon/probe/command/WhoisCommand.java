package org.cordon.probe.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cordon.probe.sandbox.SandboxGuard;
import org.cordon.probe.whois.Whois;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whois}: whose an address is. */
@Command(
        name = "whois",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a registry whose an address, a prefix or an AS number is; follows one referral.",
            "The registry sees your address and the question.",
        },
        footer = {"", "Example:", "  whois 149.154.167.50", "", "Exit status: 0 done, 1 failed, 2 wrong usage."})
final class WhoisCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WHAT", description = "An address, a prefix, or AS and its number.")
    private String what = "";

    @Option(
            names = "--server",
            paramLabel = "HOST",
            defaultValue = "whois.iana.org",
            description = "Where to begin (default: ${DEFAULT-VALUE}).")
    private String server = "whois.iana.org";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Whois whois = new Whois(SandboxGuard.ofThisProcess());
        String answer = whois.ask(InetAddress.getByName(server), what);
        Optional<String> next = Whois.referral(answer).filter(host -> !host.equalsIgnoreCase(server));
        if (next.isPresent()) {
            InetAddress registry = InetAddress.getByName(next.get());
            if (Whois.isPublic(registry)) {
                answer = whois.ask(registry, what);
            }
        }
        out.println(answer.strip());
        out.flush();
        return ExitCode.OK;
    }
}
