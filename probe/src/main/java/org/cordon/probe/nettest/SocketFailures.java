package org.cordon.probe.nettest;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.cordon.analysis.observation.Failure;

/**
 * From what the JDK throws to OONI's failure strings (df-007).
 *
 * <p>The JDK has a class of its own only for some errors; for the others the text of the C library is all that is left,
 * and that text comes in the language of the machine: on a Russian desktop ENETUNREACH reads "Сеть недоступна". So the
 * texts are looked up in the languages that our volunteers' machines speak. A text that nobody has listed yet becomes
 * {@code unknown_failure: …}.
 */
public final class SocketFailures {
    private static final Failure PERMISSION_DENIED = new Failure("permission_denied");
    private static final Failure INVALID_ARGUMENT = new Failure("invalid_argument");

    // English (also of Windows and macOS); Russian, Ukrainian, French, German of glibc
    private static final Map<Failure, List<String>> TEXTS = Map.of(
            Failure.NETWORK_UNREACHABLE,
            List.of(
                    "network is unreachable",
                    "сеть недоступна",
                    "мережа недоступна",
                    "le réseau n'est pas accessible",
                    "das netzwerk ist nicht erreichbar"),
            Failure.NETWORK_DOWN,
            List.of("network is down", "сеть выключена", "сеть не работает", "le réseau ne fonctionne pas"),
            Failure.HOST_UNREACHABLE,
            List.of(
                    "no route to host",
                    "host is down",
                    "нет маршрута до узла",
                    "немає маршруту до вузла",
                    "aucun chemin d'accès pour atteindre l'hôte cible",
                    "keine route zum zielrechner"),
            Failure.CONNECTION_REFUSED,
            List.of("connection refused", "в соединении отказано", "connexion refusée", "verbindungsaufbau abgelehnt"),
            Failure.CONNECTION_RESET,
            List.of(
                    "connection reset",
                    "broken pipe",
                    "соединение разорвано другой стороной",
                    "обрыв канала",
                    "connexion ré-initialisée par le correspondant",
                    "relais brisé (pipe)",
                    "die verbindung wurde vom kommunikationspartner zurückgesetzt",
                    "datenübergabe unterbrochen"),
            Failure.CONNECTION_ABORTED,
            List.of("software caused connection abort", "an established connection was aborted"),
            Failure.GENERIC_TIMEOUT_ERROR,
            List.of("connection timed out", "время ожидания соединения истекло", "connexion terminée par expiration"),
            PERMISSION_DENIED,
            List.of("permission denied", "отказано в доступе", "permission non accordée", "keine berechtigung"),
            INVALID_ARGUMENT,
            List.of("invalid argument", "недопустимый аргумент", "argument invalide", "das argument ist ungültig"));

    private static final List<String> OWN_LIMITS = List.of(
            "cannot assign requested address",
            "address already in use",
            "too many open files",
            "no buffer space available",
            "невозможно назначить запрошенный адрес",
            "слишком много открытых файлов");

    private SocketFailures() {}

    /** Whether {@code thrown} speaks of this machine's limits (ports, descriptors) and not of the network. */
    public static boolean isOwnLimit(IOException thrown) {
        String text = text(thrown);
        return OWN_LIMITS.stream().anyMatch(text::contains);
    }

    /** The failure string for what the network did to a socket. */
    public static Failure of(IOException thrown) {
        if (thrown instanceof NoRouteToHostException) {
            return Failure.HOST_UNREACHABLE;
        }
        if (thrown instanceof PortUnreachableException) {
            return Failure.CONNECTION_REFUSED;
        }
        if (thrown instanceof EOFException) {
            return Failure.EOF_ERROR;
        }
        if (thrown instanceof SSLException) {
            return Failure.SSL_FAILED_HANDSHAKE;
        }
        String text = text(thrown);
        for (Map.Entry<Failure, List<String>> entry : TEXTS.entrySet()) {
            if (entry.getValue().stream().anyMatch(text::contains)) {
                return entry.getKey();
            }
        }
        // in a language not listed: the JDK throws this class for a refusal and for the kernel's own time limit, and
        // the
        // latter (two minutes) lies beyond any limit of ours
        if (thrown instanceof ConnectException) {
            return Failure.CONNECTION_REFUSED;
        }
        return Failure.unknown(thrown.getClass().getSimpleName() + " " + thrown.getMessage());
    }

    private static String text(IOException thrown) {
        return String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    }
}
