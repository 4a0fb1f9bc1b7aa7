package io.sluice.core.metrics;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A reading of every counter.
 *
 * @param generation number of configurations applied so far
 * @param connectTimeNanos time from the attempt to the accepted connection, over all endpoints
 *     since the process started; the reader's own copy
 * @param pipes what bytes are spliced by
 * @param udpSessionsActive UDP sessions now, over all service ports
 * @param maxUdpSessions how many there may be at once
 * @param isAcceptPaused the connection limit is reached, or memory is short, and clients wait in
 *     the kernel's queue
 * @param overloads times that new connections were held back because memory was short
 */
public record Statistics(
    long generation,
    long connectionsActive,
    long maxConnections,
    boolean isAcceptPaused,
    long overloads,
    long udpSessionsActive,
    long maxUdpSessions,
    Histogram connectTimeNanos,
    PipeStatistics pipes,
    List<ServicePortStatistics> servicePorts) {}
