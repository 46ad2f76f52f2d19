package org.cordon.probe.command;

import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which probe is asked about, and in which language it is told. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The probe's folder (default: .cordon in your home folder).")
    Path home = UplinkOptions.DEFAULT_HOME;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "Language: en, ru or fr (default: this computer's).")
    Locale language = Locale.getDefault();

    @Option(names = "--json", description = "As JSON, one object a line.")
    boolean json;
}
