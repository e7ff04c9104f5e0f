package dev.waybill.http.lines;

/**
 * How a body is cut into chunks.
 *
 * @param lines of a chunk, at most
 * @param bytes after which a chunk is full, however few its lines
 * @param atOnce chunks in work at a time; with 1, each sees what the one before has done
 */
public record Chunks(int lines, int bytes, int atOnce) {}
