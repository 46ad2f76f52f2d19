package org.cordon.collector;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.cordon.collector.config.ConfigReader;
import org.cordon.collector.config.InvalidConfigurationException;
import org.cordon.collector.config.Setting;
import org.cordon.collector.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: the collector, until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs the collector until SIGTERM. Every option below may also stand in the file given by --config,"
                        + " as 'key: value' without the dashes; options win.",
        footer = {
            "",
            "Examples:",
            "  cordon-collector serve --data /var/lib/cordon --register probes.csv",
            "  cordon-collector serve --kafka k1:9092,k2:9092 --config collector.yaml",
            "  cordon-collector serve --trust-claims --open-records      (in a sandbox only)"
        })
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file with settings.")
    private @org.jspecify.annotations.Nullable Path file;

    private ServeCommand() {}

    /** The command with one option for each setting. */
    static CommandLine create() {
        CommandLine command = new CommandLine(new ServeCommand());
        for (Setting setting : Settings.ALL) {
            OptionSpec.Builder option = OptionSpec.builder("--" + setting.key()).description(description(setting));
            if (setting.isSwitch()) {
                option.type(boolean.class).arity("0");
            } else {
                option.type(String.class).arity("1").paramLabel(setting.kind());
            }
            command.getCommandSpec().addOption(option.build());
        }
        return command;
    }

    private static String description(Setting setting) {
        boolean shown = setting.initial() != null && !setting.isSwitch();
        return setting.description().replace("%", "%%") + (shown ? " Default: " + setting.initial() + "." : "");
    }

    @Override
    public Integer call() throws Exception {
        ConfigReader.Read read;
        try {
            read = ConfigReader.read(file, flags());
        } catch (InvalidConfigurationException e) {
            e.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
            return CommandLine.ExitCode.USAGE;
        }
        read.effective().forEach(line -> LOG.info("configuration  {}", line));
        try (Collector collector = Collector.start(read.config(), InstantSource.system())) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> shutdown(asked, done), "cordon-shutdown"));
            LOG.info("ready to be asked at {}", collector.address());
            asked.await();
            collector.close();
            LOG.info("stopped in order");
            done.countDown();
        } catch (StartException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        return CommandLine.ExitCode.OK;
    }

    /** Waits until all is closed; an ordered end is a success, not the 143 that the JVM would make of the signal. */
    private static void shutdown(CountDownLatch asked, CountDownLatch done) {
        asked.countDown();
        try {
            done.await();
            Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new HashMap<>();
        CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
        for (Setting setting : Settings.ALL) {
            String name = "--" + setting.key();
            if (parsed.hasMatchedOption(name)) {
                flags.put(setting.key(), setting.isSwitch() ? "true" : parsed.matchedOptionValue(name, ""));
            }
        }
        return flags;
    }
}
