"""What the tables of phase say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N, S

ROWS = (
    Columns("phase.Board", {N: "la_number year done total refused offers_choices choices_before"}),
    Columns("phase.BoardPupil", {S: "content", N: "position"}),
    Columns("phase.Decision", {K: "doubt"}),
    Columns("phase.Placement", {N: "destination"}),
    Columns("phase.Part", {N: "destination positions"}),
    Columns("phase.Deletion", {N: "destination positions"}),
)
