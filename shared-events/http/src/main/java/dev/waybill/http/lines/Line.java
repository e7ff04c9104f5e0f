package dev.waybill.http.lines;

import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;

/**
 * A line of a body.
 *
 * @param number from 1; empty lines count, but are not read
 * @param bytes of the line, not checked yet: one that is no UTF-8 is that line's own fault
 * @param tooLong whether the line has more bytes than these
 */
public record Line(int number, byte[] bytes, boolean tooLong) {

    /** @throws ProblemException 400, if the line was too long to be kept */
    public byte[] json() {
        if (tooLong) {
            throw Problem.malformed("The line is longer than %d bytes.".formatted(bytes.length))
                    .toException();
        }
        return bytes;
    }
}
