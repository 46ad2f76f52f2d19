package org.cordon.analysis.collateral;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.registry.April2018;
import org.cordon.analysis.targets.ProviderRanges;

/**
 * How long the report over the 14,631,680 addresses of April 2018 takes with 100,000 services, all of them inside. Run,
 * after {@code ./mvnw -pl analysis test-compile}:
 *
 * <pre>java -cp analysis/target/classes:analysis/target/test-classes org.cordon.analysis.collateral.DamageBenchmark</pre>
 */
final class DamageBenchmark {
    private static final int SERVICES = 100_000;
    private static final Instant MAY = Instant.parse("2018-05-05T13:25:00Z");

    private DamageBenchmark() {}

    public static void main(String[] args) {
        List<Prefix> blocked = new ArrayList<>();
        April2018.subnets().forEach(l -> {
            if (l.removed() == null && April2018.isOfCampaign(l)) {
                blocked.add(l.prefix());
            }
        });
        List<Prefix> telegram =
                ProviderRanges.bundled().edition("telegram", MAY).orElseThrow().prefixes();
        ServiceCatalogue catalogue = generate(blocked, new SplittableRandom(1));
        ServiceEvidence evidence = evidence(catalogue.addresses());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 1; round <= 5; round++) {
            long start = threads.getCurrentThreadCpuTime();
            DamageAssessor assessor = new DamageAssessor(catalogue, "telegram", telegram);
            long prepared = threads.getCurrentThreadCpuTime();
            DamageReport report = assessor.at(blocked, MAY, MAY.minusSeconds(86_400), evidence);
            long done = threads.getCurrentThreadCpuTime();
            System.out.printf(
                    "round %d: catalogue prepared in %.2f s, report in %.2f s: %,d addresses, %,d services, %,d of them measured%n",
                    round,
                    (prepared - start) / 1e9,
                    (done - prepared) / 1e9,
                    report.addresses(),
                    report.services(),
                    report.named().stream().filter(s -> s.status().isMeasured()).count());
        }
    }

    private static ServiceCatalogue generate(List<Prefix> blocked, SplittableRandom random) {
        List<Service> services = new ArrayList<>();
        ServiceAddresses addresses = new ServiceAddresses();
        Category[] categories = Category.values();
        for (int i = 0; i < SERVICES; i++) {
            String domain = "service-" + i + ".example";
            services.add(new Service(
                    "Service " + i, List.of(domain), categories[i % categories.length], "generated", null, null));
            for (int n = 0; n < 2; n++) {
                Prefix prefix = blocked.get(random.nextInt(blocked.size()));
                int offset = random.nextInt(prefix.addresses().intValueExact());
                addresses.add(domain, Address.v4((int) (prefix.network().high() >>> 32) + offset), MAY, MAY);
            }
        }
        return new ServiceCatalogue(services, addresses, List.of());
    }

    private static ServiceEvidence evidence(ServiceAddresses addresses) {
        ServiceEvidence evidence = new ServiceEvidence(Set.of(12_389L), MAY.minusSeconds(60), MAY);
        for (int i = 0; i < SERVICES; i += 10) {
            String host = "service-" + i + ".example";
            Address ip = addresses.at(host, MAY).get(0);
            for (int n = 0; n < 3; n++) {
                evidence.accept(Attempts.at(host, Role.VANTAGE, 12_389, MAY)
                        .ip(ip)
                        .failure(Failure.GENERIC_TIMEOUT_ERROR)
                        .build());
                evidence.accept(
                        Attempts.at(host, Role.CONTROL, 24_940, MAY).ip(ip).build());
            }
        }
        return evidence;
    }
}
