"""What the tables of audit say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N, T, W

ROWS = (
    Columns(
        "audit.Entry", {W: "username role establishment", N: "sequence action previous hash", T: "subject details"}
    ),
    Columns("audit.Head", {N: "sequence hash mac"}),
    Columns("audit.Noise", {W: "username role establishment subject", N: "action details more", K: "key"}),
)
