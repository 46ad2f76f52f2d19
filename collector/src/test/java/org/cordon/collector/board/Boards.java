package org.cordon.collector.board;

import java.util.List;
import java.util.Map;

/** Boards for tests that have no broker. */
public final class Boards {
    private Boards() {}

    /** One that has read the topics and found nothing. */
    public static Board empty() {
        Board board = new Board();
        board.replace(Map.of(), Map.of(), List.of());
        return board;
    }
}
