package org.cordon.probe.spool;

/**
 * What the spool holds.
 *
 * @param batches signed batches that wait to be acknowledged
 * @param observations observations in them and before them
 * @param bytes what the batches take on the disk
 * @param dropped observations lost since this spool began, because it was full
 */
public record SpoolStatus(int batches, long observations, long bytes, long dropped) {}
