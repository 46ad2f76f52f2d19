package org.cordon.collector.archive;

/** Too many ask the archive at a time; it is worth asking again a little later. */
public final class ArchiveBusyException extends ArchiveException {
    private static final long serialVersionUID = 1;

    ArchiveBusyException() {
        super("too many ask the archive now; ask again in a moment, or for less at a time");
    }
}
