package org.cordon.analysis.program;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong, in words for whoever sits before the program; the JDK's file errors often say but a name. */
public final class Sentence {
    private Sentence() {}

    public static String of(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile() + ".";
        }
        if (e instanceof AccessDeniedException denied) {
            return "You may not read or write " + denied.getFile() + ".";
        }
        if (e instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is there already.";
        }
        if (e instanceof NotDirectoryException file) {
            return file.getFile() + " is no folder.";
        }
        if (e instanceof FileSystemException file) {
            return file.getFile() + ": " + (file.getReason() == null ? "cannot be used" : file.getReason());
        }
        return e instanceof IOException && e.getMessage() == null ? e.toString() : String.valueOf(e.getMessage());
    }
}
