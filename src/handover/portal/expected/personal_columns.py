"""What the tables of expected say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N, S, T

ROWS = (
    Columns("expected.ExpectedPupil", {S: "content", K: "identity", N: "wrapped_key", T: "source asked_of"}),
    Columns("expected.ExpectedMark", {K: "mark", N: "way"}),
)
