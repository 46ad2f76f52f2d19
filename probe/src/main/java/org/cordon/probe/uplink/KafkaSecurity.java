package org.cordon.probe.uplink;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * How a hosted probe proves who it is to a broker: a properties file in Kafka's own words, such as
 * {@code security.protocol=SASL_SSL}, {@code sasl.mechanism=SCRAM-SHA-512}, {@code sasl.jaas.config=…},
 * {@code ssl.truststore.type=PEM}, {@code ssl.truststore.location=ca.pem}.
 */
public final class KafkaSecurity {
    private static final Pattern ALLOWED = Pattern.compile("(security|sasl|ssl)\\.[a-z.]+");

    private KafkaSecurity() {}

    /** @throws IOException if the file cannot be read, or sets anything but security */
    public static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no properties file: " + e.getMessage(), e);
        }
        Map<String, String> settings = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (!ALLOWED.matcher(name).matches()) {
                throw new IOException(file + " sets '" + name + "', but only security.…, sasl.… and ssl.… may be set");
            }
            settings.put(name, properties.getProperty(name));
        }
        return settings;
    }
}
