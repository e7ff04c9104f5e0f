package dev.waybill.local.importing;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** A file from which no plan can be made; the message is one line for a person. */
public final class UnreadableFile extends IllegalArgumentException {
    UnreadableFile(String line) {
        super(line);
    }

    static UnreadableFile of(Path file, IOException problem) {
        if (Files.isDirectory(file)) {
            return new UnreadableFile(file + " is a folder");
        }
        return new UnreadableFile(
                switch (problem) {
                    case NoSuchFileException missing -> "there is no file " + file;
                    case AccessDeniedException denied -> file + " may not be read";
                    case EOFException cut -> file + " is cut short: its compressed data do not end";
                    case ZipException other -> file + " is named .gz, but is not whole gzip data";
                    default -> file + " cannot be read: " + problem.getMessage();
                });
    }
}
