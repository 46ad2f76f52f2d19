package org.cordon.collector.words;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;

/** Times as the people concerned read their clocks. A country of several zones has its capital's; unknown ones have UTC. */
public final class Moments {
    private static final Map<String, ZoneId> ZONES = Map.of("RU", ZoneId.of("Europe/Moscow"));

    private final Phrases phrases;
    private final ZoneId zone;
    private final String zoneName;

    private Moments(Phrases phrases, ZoneId zone, String zoneName) {
        this.phrases = phrases;
        this.zone = zone;
        this.zoneName = zoneName;
    }

    /** Times in the country {@code cc}. */
    public static Moments of(Phrases phrases, String cc) {
        ZoneId known = ZONES.get(cc);
        return known == null
                ? new Moments(phrases, ZoneId.of("UTC"), phrases.say("zone.UTC"))
                : new Moments(phrases, known, phrases.say("zone." + cc));
    }

    public ZoneId zone() {
        return zone;
    }

    /** "Moscow time". */
    public String zoneName() {
        return zoneName;
    }

    /** "16 April 2018, 17:34 Moscow time"; seconds are cut off. */
    public String full(Instant when) {
        return phrases.say("time.full", "date", date(when), "time", time(when), "zone", zoneName);
    }

    /** "16 April 2018, 17:34". */
    public String plain(Instant when) {
        return phrases.say("time.plain", "date", date(when), "time", time(when));
    }

    /** The preposition before the day, where the language has one that depends on it (с 16 апреля, со 2 апреля). */
    String since(Instant when) {
        String own = "since." + when.atZone(zone).getDayOfMonth();
        return phrases.say(phrases.has(own) ? own : "since");
    }

    /** {@code to} as {@link #plain}, or only as a time where it is on the same day as {@code from}. */
    String after(Instant from, Instant to) {
        return date(from).equals(date(to)) ? time(to) : plain(to);
    }

    /** "17:34". */
    public String time(Instant when) {
        ZonedDateTime local = when.atZone(zone);
        return phrases.say("time.clock", "h", two(local.getHour()), "m", two(local.getMinute()));
    }

    /** "16 April 2018". */
    public String date(Instant when) {
        ZonedDateTime local = when.atZone(zone);
        return phrases.say("date", "d", day(local), "month", month(local), "y", String.valueOf(local.getYear()));
    }

    /** "16 April", for axes. */
    public String day(Instant when) {
        ZonedDateTime local = when.atZone(zone);
        return day(local) + " " + month(local);
    }

    /** "2018". */
    public String year(Instant when) {
        return String.valueOf(when.atZone(zone).getYear());
    }

    private String month(ZonedDateTime local) {
        return phrases.say("months").split(",", -1)[local.getMonthValue() - 1];
    }

    private String day(ZonedDateTime local) {
        int day = local.getDayOfMonth();
        return day == 1 ? phrases.say("day.first") : String.valueOf(day);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    /** In the largest unit of which there are two, rounded up: "14 minutes", "3 days"; at least a minute. */
    String length(Duration duration) {
        long minutes = Math.max(1, (duration.toSeconds() + 59) / 60);
        if (minutes < 120) {
            return phrases.count("minutes", minutes);
        }
        long hours = (minutes + 59) / 60;
        return hours < 48 ? phrases.count("hours", hours) : phrases.count("days", (hours + 23) / 24);
    }
}
