"""The pages of the hub that may be read from the replica."""

from handover.portal.replicas.page import ReplicaPage

ROWS = (
    ReplicaPage("outcomes", "Figures of a year, which a job counts every few minutes."),
    ReplicaPage("outcomes-csv", "The same as a file."),
    ReplicaPage("outcomes-published", "The same for everybody."),
    ReplicaPage("outcomes-published-csv", "The same for everybody as a file."),
)
