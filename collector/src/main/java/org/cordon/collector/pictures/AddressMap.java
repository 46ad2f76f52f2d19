package org.cordon.collector.pictures;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.targets.ProviderEdition;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Moments;
import org.cordon.collector.words.Phrases;
import org.cordon.collector.words.Sentences;
import org.jspecify.annotations.Nullable;

/** The address space as a Hilbert map: what is cut off inside whose ranges. */
public final class AddressMap {
    /** Pale and dark of each owner, dark for what is cut off: Okabe and Ito's colours, told apart by the colour-blind too. */
    private static final String[][] COLOURS = {
        {"#f2f2f2", "#111111"},
        {"#f9dfb3", "#c46a00"},
        {"#b3d5e8", "#00527f"},
        {"#b3e2d5", "#00694c"},
        {"#f0d7e5", "#a33f7c"},
        {"#f5efb8", "#857a00"},
        {"#dcdcdc", "#444444"}
    };

    private static final int OTHERS = COLOURS.length - 1;

    private final Collection<Block> blocks;
    private final ProviderRanges ranges;
    private final Sentences sentences;
    private final Credit credit;

    public AddressMap(Collection<Block> blocks, ProviderRanges ranges, Sentences sentences, Credit credit) {
        this.blocks = blocks;
        this.ranges = ranges;
        this.sentences = sentences;
        this.credit = credit;
    }

    /** Whether there is a map of {@code prefix}. */
    public static boolean canShow(Prefix prefix) {
        return prefix.family() == Family.IPV4 && prefix.length() <= 28;
    }

    /** @param ranges the owner's in view, {@code lost} how many addresses of them are cut off */
    private record Owner(String name, List<Prefix> ranges, BigInteger size, BigInteger lost) {}

    /**
     * The map of {@code prefix}, or of the smallest square that holds it.
     *
     * @param cc whose networks' blocks; null: all
     * @throws IllegalArgumentException for a prefix that {@link #canShow} does not take
     */
    public Picture of(Prefix prefix, @Nullable String cc, Instant when, int width) {
        if (!canShow(prefix)) {
            throw new IllegalArgumentException("no map of " + prefix);
        }
        Prefix view = prefix.length() % 2 == 0 ? prefix : prefix.parent();
        List<Prefix> blocked = PrefixSet.intersection(List.of(view), BlockedSpace.at(blocks, cc, when));
        List<Owner> owners = owners(view, blocked, when);
        Phrases phrases = sentences.phrases();
        Moments moments = Moments.of(phrases, cc == null ? "" : cc);
        String title =
                view.length() == 0 ? phrases.say("map.title.all") : phrases.say("map.title", "prefix", view.toString());
        String subtitle = summary(view, blocked, cc);
        Sheet sheet = new Sheet(width);
        sheet.title(title);
        sheet.subtitle(subtitle);
        sheet.skip(4);
        drawMap(sheet, view, blocked, owners);
        legend(sheet, owners, blocked);
        sheet.subtitle(phrases.say("map.explain"));
        return sheet.done(phrases.language().tag(), title, subtitle, credit.say(phrases, moments.full(when)));
    }

    private String summary(Prefix view, List<Prefix> blocked, @Nullable String cc) {
        Phrases phrases = sentences.phrases();
        if (blocked.isEmpty()) {
            return phrases.say("map.nothing");
        }
        String place = view.length() == 0 ? "" : phrases.say("map.place", "prefix", view.toString());
        return phrases.count("map.blocked", PrefixSet.addresses(blocked), "where", where(cc), "place", place);
    }

    private String where(@Nullable String cc) {
        Phrases phrases = sentences.phrases();
        if (cc == null) {
            return phrases.say("map.anywhere");
        }
        String own = "map.country." + cc;
        return phrases.has(own) ? phrases.say(own) : phrases.say("map.country", "country", sentences.country(cc));
    }

    /** Those with most cut off, then the largest; from the sixth on they are the others. */
    private List<Owner> owners(Prefix view, List<Prefix> blocked, Instant when) {
        List<Owner> owners = new ArrayList<>();
        for (String id : ranges.editions().stream()
                .map(ProviderEdition::provider)
                .distinct()
                .toList()) {
            ranges.edition(id, when).ifPresent(edition -> {
                List<Prefix> inView = PrefixSet.intersection(List.of(view), edition.prefixes());
                BigInteger lost = PrefixSet.addresses(PrefixSet.intersection(inView, blocked));
                owners.add(new Owner(name(edition, when), inView, PrefixSet.addresses(inView), lost));
            });
        }
        owners.removeIf(owner -> owner.size().signum() == 0 || isTenant(owner, owners));
        owners.sort(Comparator.comparing(Owner::lost)
                .thenComparing(Owner::size)
                .reversed()
                .thenComparing(Owner::name));
        return owners;
    }

    /** Its name, with the year of the list where no list of its was known so early. */
    private String name(ProviderEdition edition, Instant when) {
        String name = sentences.provider(edition.provider());
        boolean later = edition.from().isAfter(LocalDate.ofInstant(when, ZoneOffset.UTC));
        String year = String.valueOf(edition.from().getYear());
        return later ? sentences.phrases().say("map.list", "owner", name, "year", year) : name;
    }

    /** Whether nearly all of it lies in another's ranges, as GitHub in Microsoft's: the map shows the landlord. */
    private static boolean isTenant(Owner owner, List<Owner> all) {
        return all.stream()
                .filter(other -> other.size().compareTo(owner.size()) > 0)
                .map(other -> PrefixSet.addresses(PrefixSet.intersection(owner.ranges(), other.ranges())))
                .anyMatch(shared -> shared.doubleValue() > 0.9 * owner.size().doubleValue());
    }

    private static int colour(int rank) {
        return Math.min(rank + 1, OTHERS);
    }

    private void drawMap(Sheet sheet, Prefix view, List<Prefix> blocked, List<Owner> owners) {
        MapCells cells = new MapCells(view);
        // where lists overlap (GitHub lives in Microsoft's space) the smaller owner is the more specific
        List<Owner> smallestFirst = new ArrayList<>(owners);
        smallestFirst.sort(Comparator.comparing(Owner::size));
        smallestFirst.forEach(owner -> cells.own(owner.ranges(), colour(owners.indexOf(owner))));
        cells.block(blocked);
        double side = sheet.inner();
        double x = sheet.margin();
        double y = sheet.y();
        sheet.box(x, y, side, side, COLOURS[0][0]);
        int[] kinds = cells.kinds();
        for (int kind = 1; kind < 2 * COLOURS.length; kind++) {
            Path2D path = path(kinds, kind, 1 << cells.order(), x, y, side);
            if (path.getCurrentPoint() != null) {
                sheet.area(path, COLOURS[kind / 2][kind % 2], true);
            }
        }
        MapGrid grid = new MapGrid(sheet, view, x, y, side);
        grid.lines();
        blocked.forEach(grid::outline);
        grid.numbers(kinds);
        blocked.forEach(grid::name);
        sheet.frame(x, y, side, side, Sheet.INK, 1);
        sheet.skip(side + 4);
    }

    /** The cells of one kind, those that touch in a row as one rectangle. */
    private static Path2D path(int[] kinds, int kind, int n, double x, double y, double side) {
        double cell = side / n;
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int at = 0; at < kinds.length; at++) {
            int end = at;
            while (end < kinds.length && end / n == at / n && kinds[end] == kind) {
                end++;
            }
            if (end > at) {
                int column = at % n;
                int row = at / n;
                path.append(new Rectangle2D.Double(x + column * cell, y + row * cell, (end - at) * cell, cell), false);
                at = end;
            }
        }
        return path;
    }

    private void legend(Sheet sheet, List<Owner> owners, List<Prefix> blocked) {
        Phrases phrases = sentences.phrases();
        List<String> texts = new ArrayList<>();
        BigInteger others = BigInteger.ZERO;
        List<Prefix> owned = new ArrayList<>();
        for (int i = 0; i < owners.size(); i++) {
            owned.addAll(owners.get(i).ranges());
            if (colour(i) < OTHERS) {
                texts.add(entry(owners.get(i).name(), owners.get(i).lost()));
            } else {
                others = others.add(owners.get(i).lost());
            }
        }
        int named = texts.size();
        if (owners.size() > named) {
            texts.add(entry(phrases.say("map.others"), others));
        }
        texts.add(entry(phrases.say("map.nobody"), PrefixSet.addresses(PrefixSet.difference(blocked, owned))));
        double half = sheet.inner() / 2 - 40;
        boolean fit =
                texts.stream().allMatch(text -> Glyphs.shipped().width(text, sheet.small(), Mark.Style.PLAIN) < half);
        int columns = fit ? 2 : 1;
        double row = sheet.small() * 1.6;
        double top = sheet.y() + 4;
        int rows = (texts.size() + columns - 1) / columns;
        for (int i = 0; i < texts.size(); i++) {
            int colour = i < named ? i + 1 : i == texts.size() - 1 ? 0 : OTHERS;
            double x = sheet.margin() + i / rows * sheet.inner() / columns;
            double y = top + i % rows * row;
            sheet.box(x, y, 14, sheet.small(), COLOURS[colour][0]);
            sheet.box(x + 14, y, 14, sheet.small(), COLOURS[colour][1]);
            double most = sheet.inner() / columns - 36;
            sheet.label(
                    Sheet.fit(texts.get(i), sheet.small(), most), x + 34, y + sheet.small() * 0.85, Mark.Anchor.START);
        }
        sheet.skip(rows * row + 6);
    }

    private String entry(String owner, BigInteger lost) {
        Phrases phrases = sentences.phrases();
        return lost.signum() == 0
                ? phrases.say("map.owner.none", "owner", owner)
                : phrases.count("map.owner", lost, "owner", owner);
    }
}
