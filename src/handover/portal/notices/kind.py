"""What an e-mail of the site is: a row of the table that each feature's `emails.py` adds to, and to whom e-mails go.

No e-mail ever holds a pupil's name, birth date or UPN; `tests/portal/notices` tries every row.
"""

from dataclasses import dataclass

from handover.common.text import Text
from handover.portal.web.access import Permission


@dataclass(frozen=True, slots=True)
class Audience:
    """To whom an e-mail goes, in the words of the reference, and why they get it, as a sentence at its foot."""

    name: Text
    why: Text


@dataclass(frozen=True, slots=True)
class GatheredWords:
    """How several e-mails of a kind become one: its subject and beginning (`{count}` of them), a line for each, and the
    page on which they all are. Kinds of the same `sort` are gathered together.
    """

    sort: str
    subject: Text
    intro: Text
    line: Text
    path: str


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One e-mail: its key, who gets it, and its words with the `{names}` that a caller fills in.

    `gather` says how many of them become one e-mail; None: each is an e-mail of its own. One that never `waits` goes at
    once, whatever its reader has chosen. `secret` marks one that holds a link to sign in with: its words are not kept
    once it is sent or given up. Where people of an office are written to because it has no address of its own, `readers`
    are those of them who may do one of these; none named: whoever the caller says.
    """

    key: str
    to: Audience
    subject: Text
    body: Text
    gather: GatheredWords | None = None
    waits: bool = True
    secret: bool = False
    readers: tuple[Permission, ...] = ()


TO_DESTINATION = Audience(
    Text("the destination", "y derbynnydd"),
    Text(
        "You get this e-mail because a file was sent to you.",
        "Rydych yn cael yr e-bost hwn am fod ffeil wedi'i hanfon atoch.",
    ),
)
TO_SENDER = Audience(
    Text("the sender", "yr anfonwr"),
    Text(
        "You get this e-mail because you or your office sent the file.",
        "Rydych yn cael yr e-bost hwn am i chi neu'ch swyddfa anfon y ffeil.",
    ),
)
TO_PERSON = Audience(
    Text("the person", "y person"),
    Text(
        "You get this e-mail because it is about your own account.",
        "Rydych yn cael yr e-bost hwn am ei fod yn ymwneud â'ch cyfrif chi.",
    ),
)
TO_ADMINISTRATOR = Audience(
    Text("the authority's administrator (LEA DBA)", "gweinyddwr yr awdurdod"),
    Text(
        "You get this e-mail because you look after the people of your authority.",
        "Rydych yn cael yr e-bost hwn am eich bod yn gofalu am bobl eich awdurdod.",
    ),
)
TO_NATIONAL = Audience(
    Text("the national administrators", "y gweinyddwyr cenedlaethol"),
    Text(
        "You get this e-mail because you look after the site nationally.",
        "Rydych yn cael yr e-bost hwn am eich bod yn gofalu am y wefan yn genedlaethol.",
    ),
)
TO_READERS = Audience(
    Text("those who read the recipient's messages", "y rhai sy'n darllen negeseuon y derbynnydd"),
    Text(
        "You get this e-mail because you read the messages of your office.",
        "Rydych yn cael yr e-bost hwn am eich bod yn darllen negeseuon eich swyddfa.",
    ),
)
TO_OFFICE = Audience(
    Text("the school or authority", "yr ysgol neu'r awdurdod"),
    Text(
        "You get this e-mail because your office collects files here.",
        "Rydych yn cael yr e-bost hwn am fod eich swyddfa'n casglu ffeiliau yma.",
    ),
)
TO_ADMINISTRATORS = Audience(
    Text(
        "the authority's administrator (LEA DBA) and the national administrator",
        "gweinyddwr yr awdurdod a'r gweinyddwr cenedlaethol",
    ),
    Text(
        "You get this e-mail because you look after people and their accounts.",
        "Rydych yn cael yr e-bost hwn am eich bod yn gofalu am bobl a'u cyfrifon.",
    ),
)
TO_AUTHORITY = Audience(
    Text("the authority's lost pupil users", "defnyddwyr disgyblion coll yr awdurdod"),
    Text(
        "You get this e-mail because you look after lost pupils for your authority.",
        "Rydych yn cael yr e-bost hwn am eich bod yn gofalu am ddisgyblion coll dros eich awdurdod.",
    ),
)
TO_BOTH_AUTHORITIES = Audience(
    Text("the lost pupil users of both authorities", "defnyddwyr disgyblion coll y ddau awdurdod"), TO_AUTHORITY.why
)
TO_AUTHORITY_AND_SENDER = Audience(
    Text("the authority's lost pupil users and the sender", "defnyddwyr disgyblion coll yr awdurdod a'r anfonwr"),
    Text(
        "You get this e-mail because your school sent the file, or you look after lost pupils for your authority.",
        "Rydych yn cael yr e-bost hwn am i'ch ysgol anfon y ffeil, neu am eich bod yn gofalu am ddisgyblion coll dros eich "
        "awdurdod.",
    ),
)
TO_CHOOSER = Audience(
    Text(
        "whoever has chosen to be written to once an hour or once a day",
        "pwy bynnag sydd wedi dewis cael e-bost bob awr neu bob dydd",
    ),
    Text(
        "You get this e-mail because your office works with Handover.",
        "Rydych yn cael yr e-bost hwn am fod eich swyddfa'n defnyddio Trosglwyddo.",
    ),
)
