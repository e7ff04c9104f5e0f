package dev.waybill.local.servers;

import java.nio.file.Path;

/**
 * Where a server of this machine keeps its things.
 *
 * @param data the server's own folder; made on first start, found again on the next
 * @param run the folder of pid files
 * @param logs the folder of log files
 * @param port on 127.0.0.1
 */
record Place(Path data, Path run, Path logs, int port) {}
