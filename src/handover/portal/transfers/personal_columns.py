"""What the tables of transfers say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N, S, T, W

ROWS = (
    Columns("transfers.SealedFile", {N: "wrapped_key size digest unscanned"}),
    Columns(
        "transfers.Transfer",
        {
            S: "given_name reason",
            T: "file_name",
            W: "moved_by",
            N: "kind source destination size digest pupils first_source warnings questions state",
        },
    ),
    Columns("transfers.DamagedFile", {N: "fault"}),
    Columns("transfers.PupilMark", {K: "mark"}),
    Columns("transfers.PupilOnFile", {S: "content", N: "place"}),
    Columns("transfers.FileSearchKey", {K: "value"}),
    Columns("transfers.Collection", {N: "mailbox"}),
)
