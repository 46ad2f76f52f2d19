package org.cordon.collector.publish;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.ProviderEdition;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.collector.board.Board;
import org.cordon.collector.collateral.DamageView;
import org.cordon.collector.pictures.AddressMap;
import org.cordon.collector.pictures.BlockedCurve;
import org.cordon.collector.pictures.NetworkTimes;
import org.cordon.collector.pictures.Picture;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Language;
import org.cordon.collector.words.Networks;
import org.cordon.collector.words.Sentences;
import org.cordon.collector.words.Story;
import org.jspecify.annotations.Nullable;

/**
 * Pages, pictures and the feed, made when somebody asks for them. What "now" is goes by the minute: within one the same question
 * has the same answer, byte for byte, unless a verdict changed.
 */
public final class Newsroom {
    /** Width of a picture where nobody asks for another. */
    public static final int WIDTH = 800;

    private final DamageView damage;
    private final ProviderRanges ranges;
    private final Networks networks;
    private final String target;
    private final Credit credit;
    private final InstantSource clock;
    private final Instant opened;
    private final Map<Language, Sentences> sentences = new EnumMap<>(Language.class);

    /** @param target whom the blocks are meant for */
    public Newsroom(
            DamageView damage,
            ProviderRanges ranges,
            Networks networks,
            String target,
            Credit credit,
            InstantSource clock) {
        this.damage = damage;
        this.ranges = ranges;
        this.networks = networks;
        this.target = target;
        this.credit = credit;
        this.clock = clock;
        this.opened = clock.instant();
        for (Language language : Language.values()) {
            sentences.put(language, new Sentences(language, networks));
        }
    }

    /** The last moment of the minute that it is: what began within it is told at once. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES).plusMillis(59_999);
    }

    /** What a browser may load for a page: {@code Content-Security-Policy}. */
    public static String policy() {
        return Frame.policy();
    }

    private Sentences in(Language language) {
        return Objects.requireNonNull(sentences.get(language));
    }

    /**
     * The page of an incident.
     *
     * @param status of HTTP: 200; 410 for one that was taken back; 404
     * @param movedTo the id of the incident of which it has become part; null: it stands for itself
     */
    public record Page(int status, byte[] bytes, @Nullable String movedTo) {}

    public Page incident(Board.Snapshot snapshot, String id, Language language) {
        Stories stories = Stories.of(snapshot, damage);
        Pages pages = new Pages(in(language), credit);
        Story story = stories.story(id);
        if (story != null) {
            Picture map = Pages.hasMap(story)
                    ? map(
                            snapshot,
                            language,
                            Pages.zoom(story.incident().cidr()),
                            story.incident().cc(),
                            now(),
                            WIDTH)
                    : null;
            return new Page(200, pages.incident(story, times(story, language, WIDTH), map, now()), null);
        }
        Block namesake = stories.namesake(id);
        Incident heir = namesake == null ? null : stories.holding(namesake);
        if (namesake != null && stories.withdrawn(null).contains(namesake)) {
            return new Page(410, pages.withdrawn(namesake, now()), null);
        }
        byte[] nothing = pages.nothing("page.none", now());
        return heir == null || heir.id().equals(id) ? new Page(404, nothing, null) : new Page(308, nothing, heir.id());
    }

    /** The page of all incidents, or of those of the country {@code cc}. */
    public byte[] incidents(Board.Snapshot snapshot, @Nullable String cc, Language language) {
        List<Picture> pictures = List.of(
                map(snapshot, language, new Prefix(org.cordon.analysis.prefix.Address.v4(0), 0), cc, now(), WIDTH),
                curve(snapshot, language, cc, null, null, WIDTH));
        List<Story> stories = Stories.of(snapshot, damage).newest(cc);
        return new Pages(in(language), credit).incidents(stories, cc, pictures, now());
    }

    /** The page of a collector that has not read yet what was published. */
    public byte[] starting(Language language) {
        return new Pages(in(language), credit).nothing("page.starting", now());
    }

    public byte[] feed(Board.Snapshot snapshot, @Nullable String cc, Language language) {
        Stories stories = Stories.of(snapshot, damage);
        return new Feed(in(language), credit).of(stories.newest(cc), stories.withdrawn(cc), cc, opened);
    }

    /** As {@link AddressMap#of}. */
    public Picture map(
            Board.Snapshot snapshot, Language language, Prefix prefix, @Nullable String cc, Instant when, int width) {
        return new AddressMap(snapshot.blocks(), ranges, in(language), credit).of(prefix, cc, when, width);
    }

    /** As {@link BlockedCurve#of}. */
    public Picture curve(
            Board.Snapshot snapshot,
            Language language,
            @Nullable String cc,
            @Nullable Instant since,
            @Nullable Instant until,
            int width) {
        List<Prefix> space =
                ranges.edition(target, now()).map(ProviderEdition::prefixes).orElse(List.of());
        return new BlockedCurve(snapshot.blocks(), target, space, in(language), credit)
                .of(cc, since, until, now(), width);
    }

    /** The time line of an incident; null where there is none of that id. */
    public @Nullable Picture times(Board.Snapshot snapshot, String id, Language language, int width) {
        Story story = Stories.of(snapshot, damage).story(id);
        return story == null ? null : times(story, language, width);
    }

    private Picture times(Story story, Language language, int width) {
        return new NetworkTimes(in(language), networks, credit).of(story, now(), width);
    }
}
