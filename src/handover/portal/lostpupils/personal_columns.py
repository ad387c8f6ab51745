"""What the tables of lostpupils say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N, S, T, W

ROWS = (
    Columns(
        "lostpupils.LostPupil",
        {S: "content", T: "kind la_number age gender leaves_on left_because", N: "keys_version"},
    ),
    Columns("lostpupils.SamePupilCase", {T: "because answer", W: "answered_by", N: "answered_for answers"}),
    Columns("lostpupils.Closing", {N: "position"}),
    Columns("lostpupils.SearchKey", {K: "value"}),
    Columns("lostpupils.SearchCount", {K: "code", N: "weight software"}),
    Columns("lostpupils.StandingSearch", {S: "content", N: "keys_version software"}),
    Columns("lostpupils.StandingKey", {K: "value"}),
    Columns("lostpupils.Enquiry", {K: "search", N: "asked"}),
    Columns("lostpupils.Exhausted", {N: "tried"}),
    Columns("lostpupils.Matching", {N: "stage rows lost problems choices"}),
    Columns(
        "lostpupils.Finding",
        {
            S: "content",
            K: "roll_code",
            T: "establishment line score probability certainty evidence conflicts",
            W: "decided_by",
        },
    ),
    Columns("lostpupils.Reestimation", {N: "number pairs changes"}),
)
