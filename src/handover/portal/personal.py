"""What the database says of people, as one table: for each column, whether it is personal and in which form it is kept.

`docs/reference/personal.md` is written from it, and a test finds a row for every column of the database that holds words,
numbers, dates or bytes. Moments, yes-or-no columns, links between rows and random references are not in it.
"""

from enum import StrEnum
from typing import Final

from handover.common.text import Text


class Form(StrEnum):
    """How a column keeps what it says."""

    SEALED = "sealed"
    TOKEN = "token"  # noqa: S105  # a word for a keyed code
    TELLS = "tells"
    STAFF = "staff"
    NOBODY = "nobody"


FORMS: Final[dict[Form, Text]] = {
    Form.SEALED: Text(
        "Sealed: it opens only with the master key, which the database does not hold.",
        "Wedi'i selio: dim ond y brif allwedd, nad yw yn y gronfa ddata, a'i hagora.",
    ),
    Form.TOKEN: Text(
        "A keyed code: the same for the same words, and nobody without the master key can try words.",
        "Cod ag allwedd: yr un peth am yr un geiriau, ac ni all neb heb y brif allwedd roi cynnig ar eiriau.",
    ),
    Form.TELLS: Text(
        "Plain, and it tells something of children without naming one, or people may have written more than they should.",
        "Heb ei selio, ac mae'n dweud rhywbeth am blant heb enwi'r un, neu gall pobl fod wedi ysgrifennu mwy nag y dylent.",
    ),
    Form.STAFF: Text(
        "Plain, about people who work with the site.",
        "Heb ei selio, am bobl sy'n gweithio gyda'r safle.",
    ),
    Form.NOBODY: Text("Plain, and about nobody.", "Heb ei selio, ac am neb."),
}
"""What each form means."""

S, K, T, W, N = Form.SEALED, Form.TOKEN, Form.TELLS, Form.STAFF, Form.NOBODY

COLUMNS: Final[dict[str, dict[Form, str]]] = {
    "audit.Entry": {W: "username role establishment", N: "sequence action previous hash", T: "subject details"},
    "audit.Head": {N: "sequence hash mac"},
    "audit.Noise": {W: "username role establishment subject", N: "action details more", K: "key"},
    "notices.Notice": {S: "subject body", W: "recipient", N: "kind attempts last_fault"},
    "establishments.Establishment": {
        W: "contact email telephone",
        N: "number kind la_number name name_cy phase address urn town postcode opened_on closed_on",
    },
    "accounts.User": {W: "password username full_name email role language", N: "last_code_step"},
    "accounts.Link": {N: "purpose hash tries"},
    "accounts.AuthenticatorApp": {S: "secret"},
    "accounts.Passkey": {S: "credential", W: "name", N: "credential_id uses"},
    "accounts.RecoveryCode": {K: "hash"},
    "accounts.SecondStepRule": {N: "la_number"},
    "accounts.BrowserSession": {S: "sealed", K: "key_hash"},
    "accounts.WrongTries": {K: "name_hash place_hash", N: "kind level"},
    "accounts.PasswordRequest": {S: "name"},
    "accounts.YearlyCheck": {W: "opened_by", N: "year due_on"},
    "accounts.Checklist": {W: "confirmed_by", N: "reminded_on"},
    "accounts.ChecklistLine": {W: "role place decided_by", N: "verdict"},
    "transfers.SealedFile": {N: "wrapped_key size digest"},
    "transfers.Transfer": {
        S: "given_name reason",
        T: "file_name",
        W: "moved_by",
        N: "kind source destination size digest pupils first_source warnings questions state",
    },
    "transfers.DamagedFile": {N: "fault"},
    "stores.LastSweep": {N: "moved put_back removed nameless aside stray"},
    "transfers.PupilMark": {K: "mark"},
    "transfers.Collection": {N: "mailbox"},
    "lostpupils.LostPupil": {S: "content", T: "kind la_number age gender leaves_on left_because"},
    "lostpupils.SearchKey": {K: "value"},
    "lostpupils.SearchCount": {K: "code", N: "weight"},
    "lostpupils.StandingSearch": {S: "content"},
    "lostpupils.StandingKey": {K: "value"},
    "lostpupils.Enquiry": {K: "search", N: "asked"},
    "lostpupils.Exhausted": {N: "tried"},
    "lostpupils.Matching": {N: "stage rows lost problems"},
    "lostpupils.Finding": {T: "establishment line score evidence conflicts", W: "decided_by"},
    "expected.ExpectedPupil": {S: "content", K: "identity", N: "wrapped_key", T: "source asked_of"},
    "expected.ExpectedMark": {K: "mark", N: "way"},
    "messaging.SecureMessage": {S: "content", W: "role", N: "wrapped_key"},
    "messaging.Delivery": {W: "role", N: "source"},
    "messaging.Draft": {S: "content", N: "wrapped_key recipients"},
    "messaging.Template": {S: "description description_cy text text_cy", T: "name name_cy"},
    "messaging.AddressGroup": {T: "name", N: "members"},
    "phase.Board": {N: "la_number year done total refused"},
    "phase.BoardPupil": {S: "content", N: "position"},
    "phase.Decision": {K: "doubt"},
    "phase.Part": {N: "destination positions"},
    "phase.Deletion": {N: "destination positions"},
    "work.Lease": {N: "job holder outcome"},
    "work.Run": {N: "job outcome fault count"},
    "zones.ZoneRow": {N: "id name rules revision"},
    "zones.AgentRow": {N: "zone agent certificate mode registration key_digest"},
    "zones.GrantRow": {N: "zone agent right object context"},
    "zones.ProvisionRow": {N: "zone agent right object context"},
    "zones.MessageRow": {
        S: "body",
        N: "zone source msg_id kind version object action contexts destination about packet size recipients passed_over",
    },
    "zones.QueueEntryRow": {N: "zone agent kind refusals fetches"},
    "zones.PassedOverRow": {N: "zone agent reason count object"},
    "zones.AgentStatusRow": {
        S: "last_fault",
        N: "zone agent asleep blocked watermark removed_source removed_id attempts refused",
    },
    "zones.ClaimRow": {N: "zone agent owner"},
    "zones.OpenRequestRow": {
        N: "zone requester msg_id responder versions max_buffer object context last_packet version",
    },
    "zones.DeadLetterRow": {S: "words", N: "number zone agent category code"},
    "retention.Told": {N: "rule row"},
    "reminders.ReminderDay": {N: "la_number weekday"},
    "reminders.WeeklyReminder": {N: "week"},
    "reports.Tally": {N: "side span la_number begins place kind outcome files pupils"},
    "auth.Permission": {N: "name codename"},
    "auth.Group": {N: "name"},
    "contenttypes.ContentType": {N: "app_label model"},
}
"""The columns of each table, by the form in which they are kept."""


def form_of(label: str, column: str) -> Form | None:
    """Return the form of a column of a table such as `lostpupils.LostPupil`; None where the table does not say."""
    return next((form for form, names in COLUMNS.get(label, {}).items() if column in names.split()), None)
