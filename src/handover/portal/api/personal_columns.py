"""What the tables of the API say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N, S

ROWS = (
    Columns("api.SenderReference", {S: "words", K: "token"}),
    Columns("api.RememberedAnswer", {S: "answer", K: "token", N: "operation request_digest status"}),
    Columns("api.PieceUpload", {S: "name sender_reference", N: "size offset"}),
    Columns("api.UploadedPiece", {N: "start"}),
    Columns("api.LateNotice", {N: "mailbox event"}),
)
