"""The pages of transfers that may be read from the replica."""

from handover.portal.replicas.page import ReplicaPage

ROWS = (
    ReplicaPage("monitoring", "An authority looks over the files of its schools, thousands of them."),
    ReplicaPage("monitoring-ours", "The same for the files of one school."),
)
