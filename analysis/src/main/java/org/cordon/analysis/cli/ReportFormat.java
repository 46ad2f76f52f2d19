package org.cordon.analysis.cli;

/** How a report is printed: for people, or for programs. */
public enum ReportFormat {
    TEXT,
    JSON
}
