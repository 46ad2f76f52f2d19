package org.cordon.lab.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.simulate.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isolation}: builds a sandbox internet and shows that nothing in it has a way out. */
@Command(
        name = "isolation",
        mixinStandardHelpOptions = true,
        description = "Builds the sandbox internet of a scenario, and tries from every namespace to get out of it.")
public final class IsolationCommand implements Callable<Integer> {
    /** Public addresses that no scenario owns (documentation space, RFC 5737), and what a host usually has. */
    private static final List<String> OUTSIDE = List.of("192.0.2.1", "198.51.100.1", "1.1.1.1", "169.254.169.254");

    @Parameters(paramLabel = "SCENARIO", description = "A scenario file, or the name of a shipped one.")
    private String scenario = "";

    @Option(
            names = "--with-leak",
            hidden = true,
            description = "Gives the first router a default route, in a table of its own, to see that this is noticed.")
    private boolean withLeak;

    @Override
    public Integer call() throws Exception {
        Scenario read = ScenarioFile.read(scenario);
        SandboxInternet internet = SandboxInternet.build(read);
        if (withLeak) {
            internet.router(read.networks().get(0)).ip("route add default dev lo table 100");
        }
        List<Namespace> homes = new ArrayList<>();
        List<Namespace> all = new ArrayList<>(List.of(internet.far(), internet.collector()));
        for (Scenario.Network network : read.networks()) {
            homes.addAll(internet.probes(network));
            all.add(internet.router(network));
        }
        all.addAll(homes);
        // nothing is sent anywhere before every table has been seen to lead nowhere
        for (Namespace namespace : all) {
            String routes = namespace.show("route", "show", "table", "all")
                    + namespace.show("-6", "route", "show", "table", "all");
            check(namespace.name(), !routes.contains("default"), "no default route in any table");
        }
        for (Namespace namespace : all) {
            for (String address : OUTSIDE) {
                boolean unreachable = connect(namespace, address).contains("Network is unreachable");
                check(namespace.name(), unreachable, address + " is out of reach");
            }
        }
        String inside = read.targets().get(0).cidr().network().toString().replaceAll("\\.0$", ".2");
        for (Namespace home : homes) {
            check(home.name(), connect(home, inside).contains("refused"), inside + " answers");
        }
        return 0;
    }

    /** Tries to connect; says what the system said. Nothing answers on port 9, so "refused" is the answer of a host. */
    private static String connect(Namespace namespace, String address) throws SandboxFailure {
        String script = "timeout 3 bash -c 'exec 3<>/dev/tcp/" + address + "/9' 2>&1 || true";
        return Tool.run(namespace.inside(List.of("sh", "-c", script)), "");
    }

    /** The first thing that is not as it must be ends it: with a way out, the next attempt could leave this machine. */
    private static void check(String where, boolean holds, String what) throws SandboxFailure {
        System.out.println(where + ": " + (holds ? "" : "LEAK: not true: ") + what);
        if (!holds) {
            throw new SandboxFailure("there may be a way out, so nothing more is tried");
        }
    }
}
