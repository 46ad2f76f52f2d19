package org.cordon.analysis.cli.update;

import java.net.URI;
import java.util.List;
import org.cordon.analysis.wire.PublishedRanges.Form;

/**
 * Where a provider publishes its ranges.
 *
 * @param urls the lists that make an edition together; empty: there is no lasting place
 */
record Source(String provider, Form form, List<URI> urls) {

    /** The official places, by provider. Facebook and Twitter publish none; Microsoft's changes with every edition. */
    static final List<Source> ALL = List.of(
            of("amazon", Form.AMAZON, "https://ip-ranges.amazonaws.com/ip-ranges.json"),
            of("cloudflare", Form.LINES, "https://www.cloudflare.com/ips-v4", "https://www.cloudflare.com/ips-v6"),
            of("digitalocean", Form.LINES, "https://digitalocean.com/geo/google.csv"),
            of("github", Form.GITHUB, "https://api.github.com/meta"),
            of(
                    "google",
                    Form.GOOGLE,
                    "https://www.gstatic.com/ipranges/goog.json",
                    "https://www.gstatic.com/ipranges/cloud.json"),
            of("linode", Form.LINES, "https://geoip.linode.com/"),
            of("microsoft", Form.AZURE),
            of("oracle", Form.ORACLE, "https://docs.oracle.com/iaas/tools/public_ip_ranges.json"),
            of("telegram", Form.LINES, "https://core.telegram.org/resources/cidr.txt"),
            of("vultr", Form.LINES, "https://geofeed.constant.com/"));

    private static Source of(String provider, Form form, String... urls) {
        return new Source(
                provider, form, java.util.Arrays.stream(urls).map(URI::create).toList());
    }

    Source at(List<URI> others) {
        return new Source(provider, form, List.copyOf(others));
    }
}
