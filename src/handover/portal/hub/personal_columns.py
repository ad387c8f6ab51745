"""What the tables of the hub say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N, S, T, W

ROWS = (
    Columns("hub.HubZone", {S: "address", N: "zone agent version holder fault"}),
    Columns("hub.HubSchool", {N: "agent product leaving arriving unplaced"}),
    Columns("hub.SchoolProof", {N: "school_info"}),
    Columns("hub.HubStranger", {N: "agent count"}),
    Columns(
        "hub.Move",
        {
            S: "content words losses held",
            K: "leaving_key child_key learner_key",
            T: "source destination reason",
            N: "trigger state source_product destination_product place zone_in_charge attempts handed took",
        },
    ),
    Columns("hub.MoveStep", {W: "by", N: "event took", T: "reason"}),
    Columns("hub.CountedMonth", {N: "month la_number side figures records"}),
    Columns("hub.ArrivalCase", {S: "content", K: "arrival_key child_key", T: "asked", N: "finding"}),
)
