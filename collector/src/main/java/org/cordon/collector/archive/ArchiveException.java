package org.cordon.collector.archive;

/** The archive cannot be read or written. */
public class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ArchiveException(String message) {
        super(message);
    }

    ArchiveException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
