"""What an e-mail of the site is: a row of the table that each feature's `emails.py` adds to, and to whom e-mails go.

No e-mail ever holds a pupil's name, birth date or UPN; `tests/portal/notices` tries every row.
"""

from dataclasses import dataclass

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One e-mail: its key, who gets it, and its words with the `{names}` that a caller fills in.

    `secret` marks one that holds a link to sign in with: its words are not kept once it is sent or given up.
    """

    key: str
    to: Text
    subject: Text
    body: Text
    secret: bool = False


TO_DESTINATION = Text("the destination", "y cyrchfan")
TO_SENDER = Text("the sender", "yr anfonwr")
TO_PERSON = Text("the person", "y person")
TO_ADMINISTRATOR = Text("the authority's administrator (LEA DBA)", "gweinyddwr yr awdurdod")
TO_NATIONAL = Text("the national administrators", "y gweinyddwyr cenedlaethol")
TO_READERS = Text("those who read the recipient's messages", "y rhai sy'n darllen negeseuon y derbynnydd")
TO_OFFICE = Text("the school or authority", "yr ysgol neu'r awdurdod")
TO_ADMINISTRATORS = Text(
    "the authority's administrator (LEA DBA) and the national administrator",
    "gweinyddwr yr awdurdod a'r gweinyddwr cenedlaethol",
)
TO_AUTHORITY = Text("the authority's lost pupil users", "defnyddwyr disgyblion coll yr awdurdod")
TO_BOTH_AUTHORITIES = Text("the lost pupil users of both authorities", "defnyddwyr disgyblion coll y ddau awdurdod")
TO_AUTHORITY_AND_SENDER = Text(
    "the authority's lost pupil users and the sender", "defnyddwyr disgyblion coll yr awdurdod a'r anfonwr"
)
