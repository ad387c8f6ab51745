"""What the tables of office lists say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N

ROWS = (
    Columns("officelists.BroughtList", {N: "kind choices"}),
    Columns("officelists.ColumnMemory", {K: "heading", N: "office kind meaning"}),
)
