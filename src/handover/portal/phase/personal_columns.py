"""What the tables of phase say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N, S

ROWS = (
    Columns("phase.Board", {N: "la_number year done total refused"}),
    Columns("phase.BoardPupil", {S: "content", N: "position"}),
    Columns("phase.Decision", {K: "doubt"}),
    Columns("phase.Part", {N: "destination positions"}),
    Columns("phase.Deletion", {N: "destination positions"}),
)
