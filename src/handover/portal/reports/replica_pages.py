"""The pages of reports that may be read from the replica."""

from handover.portal.replicas.page import ReplicaPage

ROWS = (
    ReplicaPage("report", "Figures of months; whoever runs one is written down at the primary."),
    ReplicaPage("report-csv", "The same as a file, which may have any length."),
    ReplicaPage("print-report", "The same on paper."),
)
