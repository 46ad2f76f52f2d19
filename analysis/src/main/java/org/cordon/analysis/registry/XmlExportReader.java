package org.cordon.analysis.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.cordon.analysis.registry.Problem.Fate.NOTED;
import static org.cordon.analysis.registry.Problem.Fate.REFUSED;
import static org.cordon.analysis.registry.Problem.Fate.REPAIRED;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.registry.Problem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the register's official XML export, format 2.4: {@code <reg:register updateTime=…>} with one {@code <content>} an
 * entry. Streaming; a document type with its entities is refused, so that a hostile file can neither read local files
 * nor grow without bound.
 *
 * <p>Times: the {@code ts} of an address, else that of its entry, else {@code includeTime} says since when it is listed.
 * Where the export names no zone it means Moscow.
 */
final class XmlExportReader {
    private static final int PROLOG = 256;
    private static final int SAMPLE = 1 << 16;

    /** What a decoder puts in the place of what it cannot read. */
    private static final char REPLACED = '\uFFFD';

    private static final int LONGEST_TEXT = 64 * 1024;

    private final RegisterBuilder register = new RegisterBuilder();
    private final Problems problems = register.problems();
    private final AddressField addresses = new AddressField(problems);

    /** @throws IOException if it is no such export; one that breaks off is used as far as it goes */
    static Register read(InputStream in) throws IOException {
        return new XmlExportReader().readAll(in);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /**
     * The text of the export. It is decoded here, because the JDK's parser gives up at the first byte that is wrong in
     * the declared encoding, and one bad letter in a name is no reason to lose every address after it. A declaration that
     * is wrong is noticed.
     */
    private Reader decoded(InputStream in) throws IOException {
        BufferedInputStream stream = new BufferedInputStream(in, SAMPLE);
        stream.mark(SAMPLE);
        byte[] sample = stream.readNBytes(SAMPLE);
        stream.reset();
        Charset declared = declared(sample);
        Charset meant = meant(sample, declared);
        if (!meant.equals(declared)) {
            String reason = "the text is " + meant + ", though the export declares " + declared + "; read as " + meant;
            problems.add(1, Kind.ENCODING, REPAIRED, reason);
        }
        return new InputStreamReader(stream, meant);
    }

    /** What the text is: Russian in windows-1251, read as UTF-8, is hardly anything but errors. */
    private static Charset meant(byte[] sample, Charset declared) {
        int beyondAscii = 0;
        for (byte b : sample) {
            beyondAscii += b < 0 ? 1 : 0;
        }
        long errors =
                new String(sample, UTF_8).chars().filter(c -> c == REPLACED).count();
        return beyondAscii == 0 ? declared : errors * 4 < beyondAscii ? UTF_8 : DumpLines.WINDOWS_1251;
    }

    /** UTF-8 where nothing is declared, else windows-1251 for whatever is declared in its place. */
    private static Charset declared(byte[] sample) {
        String prolog = new String(sample, 0, Math.min(PROLOG, sample.length), US_ASCII).toLowerCase(Locale.ROOT);
        String declaration = prolog.substring(0, Math.max(0, prolog.indexOf("?>")));
        boolean other = declaration.contains("encoding") && !declaration.contains("utf-8");
        return other ? DumpLines.WINDOWS_1251 : UTF_8;
    }

    private Register readAll(InputStream in) throws IOException {
        int line = 1;
        boolean root = false;
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(decoded(in));
            while (xml.hasNext()) {
                int event = xml.next();
                line = xml.getLocation().getLineNumber();
                if (event == XMLStreamConstants.DTD) {
                    throw new IOException("the export has a document type, which no register has; not read");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    root = element(xml, root, line);
                }
            }
        } catch (XMLStreamException e) {
            if (!root) {
                throw new IOException("not a register export: " + firstLine(e.getMessage()), e);
            }
            register.truncated();
            problems.add(line, Kind.TRUNCATED, NOTED, "the export breaks off: " + firstLine(e.getMessage()));
        }
        return register.build();
    }

    private boolean element(XMLStreamReader xml, boolean root, int line) throws XMLStreamException, IOException {
        if (!root) {
            if (!"register".equals(xml.getLocalName())) {
                throw new IOException("not a register export: it begins with <" + xml.getLocalName() + ">");
            }
            header(xml);
        } else if ("content".equals(xml.getLocalName())) {
            new Content(xml, line).read();
        }
        return true;
    }

    private void header(XMLStreamReader xml) {
        Instant edition = time(xml.getAttributeValue(null, "updateTime"), 1);
        if (edition == null) {
            problems.add(1, Kind.NO_EDITION, NOTED, "the export has no updateTime; removals cannot be dated");
        } else {
            register.edition(edition);
        }
        String version = xml.getAttributeValue(null, "formatVersion");
        if (version != null && !version.startsWith("2.")) {
            problems.add(1, Kind.FIELDS, NOTED, "format version " + version + " is unknown; read as 2.4");
        }
    }

    /** One {@code <content>}. */
    private final class Content {
        private final XMLStreamReader xml;
        private final long line;
        private final @Nullable String id;
        private final @Nullable Instant included;
        private final List<Prefix> prefixes = new ArrayList<>();
        private final List<@Nullable Instant> times = new ArrayList<>();
        private final RowHash resource = new RowHash();
        private String authority = "";
        private String decision = "";
        private @Nullable LocalDate decided;
        private @Nullable String domain;
        private @Nullable String url;

        Content(XMLStreamReader xml, long line) {
            this.xml = xml;
            this.line = line;
            id = xml.getAttributeValue(null, "id");
            Instant stamp = time(xml.getAttributeValue(null, "ts"), line);
            included = stamp != null ? stamp : time(xml.getAttributeValue(null, "includeTime"), line);
        }

        void read() throws XMLStreamException {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT && "content".equals(xml.getLocalName())) {
                    finish();
                    return;
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    child(xml.getLocalName());
                }
            }
        }

        private void child(String name) throws XMLStreamException {
            switch (name) {
                case "decision" -> {
                    authority = register.shared(attribute("org"));
                    decision = register.shared(attribute("number"));
                    decided = date(attribute("date"));
                }
                case "domain" -> domain = first(domain, text());
                case "url" -> url = first(url, text());
                case "ip", "ipSubnet", "ipv6", "ipv6Subnet" -> address();
                default -> {}
            }
        }

        private void address() throws XMLStreamException {
            Instant stamp = time(xml.getAttributeValue(null, "ts"), line);
            String text = text();
            resource.add(text);
            for (Prefix prefix : addresses.read(text, xml.getLocation().getLineNumber())) {
                prefixes.add(prefix);
                times.add(stamp);
            }
        }

        private String attribute(String name) {
            String value = xml.getAttributeValue(null, name);
            return value == null ? "" : value.strip();
        }

        private String text() throws XMLStreamException {
            String text = xml.getElementText();
            if (text.length() > LONGEST_TEXT) {
                problems.add(line, Kind.TOO_LONG, REFUSED, "a text of " + text.length() + " characters");
                return "";
            }
            return text.strip();
        }

        private static String first(@Nullable String known, String next) {
            return known == null ? next : known;
        }

        private @Nullable LocalDate date(String text) {
            try {
                return text.isEmpty() ? null : LocalDate.parse(text);
            } catch (DateTimeException e) {
                problems.add(line, Kind.DATE, NOTED, "not a date: '" + text + "'; the entry is used without");
                return null;
            }
        }

        private void finish() {
            String names = id + " " + domain + " " + url + " " + decision;
            long rest =
                    new RowHash().add(authority).add(String.valueOf(decided)).value();
            if (!register.isNew(line, resource.add(names).value(), rest)) {
                return;
            }
            RegisterEntry entry = new RegisterEntry(line, id, authority, decision, decided, domain, url);
            register.countRow(!prefixes.isEmpty());
            for (int i = 0; i < prefixes.size(); i++) {
                Instant since = times.get(i) != null ? times.get(i) : included;
                TimeBounds bounds = since == null ? register.since(decided) : TimeBounds.at(since);
                register.put(prefixes.get(i), entry, bounds, null);
            }
        }
    }

    private @Nullable Instant time(@Nullable String text, long line) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noZone) {
            return moscowTime(text, line);
        }
    }

    private @Nullable Instant moscowTime(String text, long line) {
        try {
            return LocalDateTime.parse(text).toInstant(RegisterBuilder.MOSCOW);
        } catch (DateTimeException e) {
            problems.add(line, Kind.DATE, NOTED, "not a time: '" + text + "'");
            return null;
        }
    }

    private static String firstLine(@Nullable String message) {
        String text = String.valueOf(message);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
