"""Why an e-mail did not go out, as a table: what is kept of it, in words, with what to do. Nothing of it names an address."""

import smtplib
from dataclasses import dataclass
from typing import Final

from handover.common.text import Text

PERMANENT: Final = 500
"""From here on a mail server's number says that it will answer the same again."""


@dataclass(frozen=True, slots=True)
class MailFault:
    """One reason: its key, what it is, and what to do about it."""

    key: str
    words: Text
    remedy: Text


_WAIT: Final = Text("It is tried again by itself.", "Mae'r wefan yn rhoi cynnig arall arni ohoni ei hun.")
ADDRESS_REFUSED: Final = MailFault(
    "address-refused",
    Text("The mail server refuses the address", "Mae'r gweinydd post yn gwrthod y cyfeiriad"),
    Text(
        "Ask for the right address, correct it in the account or on the office's page, and send an invitation again.",
        "Gofynnwch am y cyfeiriad cywir, cywirwch ef yn y cyfrif neu ar dudalen y swyddfa, ac anfonwch wahoddiad eto.",
    ),
)
ADDRESS_LATER: Final = MailFault(
    "address-later",
    Text(
        "The mail server does not take e-mails for the address now",
        "Nid yw'r gweinydd post yn derbyn e-byst i'r cyfeiriad nawr",
    ),
    _WAIT,
)
LETTER_REFUSED: Final = MailFault(
    "letter-refused",
    Text("The mail server refuses the e-mail itself", "Mae'r gweinydd post yn gwrthod yr e-bost ei hun"),
    Text(
        "Ask those who run the mail server why. The number of its answer stands beside.",
        "Gofynnwch i'r rhai sy'n rhedeg y gweinydd post pam. Mae rhif ei ateb wrth ochr hyn.",
    ),
)
LETTER_LATER: Final = MailFault(
    "letter-later",
    Text("The mail server does not take the e-mail now", "Nid yw'r gweinydd post yn derbyn yr e-bost nawr"),
    _WAIT,
)
BROKEN_OFF: Final = MailFault(
    "broken-off",
    Text(
        "The mail server stopped answering while it took the e-mail",
        "Peidiodd y gweinydd post ag ateb wrth dderbyn yr e-bost",
    ),
    Text(
        "See to the mail server. The e-mail is tried again by itself.",
        "Edrychwch ar y gweinydd post. Mae'r wefan yn rhoi cynnig arall ar yr e-bost ohoni ei hun.",
    ),
)
UNWRITABLE: Final = MailFault(
    "unwritable",
    Text("It cannot be written as an e-mail", "Nid oes modd ei ysgrifennu fel e-bost"),
    Text("Correct the address.", "Cywirwch y cyfeiriad."),
)
HELD_AFTER_RESTORE: Final = MailFault(
    "held-after-restore",
    Text(
        "It waited in a backup that was put back, and may have gone out before",
        "Roedd yn aros mewn copi wrth gefn a roddwyd yn ôl, ac efallai ei fod eisoes wedi mynd",
    ),
    Text(
        "The operator sends all of these with “handover manage release_emails”, or leaves them.",
        "Mae'r gweithredwr yn anfon y rhain i gyd â “handover manage release_emails”, neu'n eu gadael.",
    ),
)

MAIL_FAULTS: Final = {
    fault.key: fault
    for fault in (
        ADDRESS_REFUSED,
        ADDRESS_LATER,
        LETTER_REFUSED,
        LETTER_LATER,
        BROKEN_OFF,
        UNWRITABLE,
        HELD_AFTER_RESTORE,
    )
}


def judge_mail_fault(fault: Exception) -> tuple[MailFault, int | None]:
    """Return what an exception at handing over an e-mail means, and the number that the mail server gave."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code = next((code for code, _ in fault.recipients.values()), 0)
        return (ADDRESS_REFUSED if code >= PERMANENT else ADDRESS_LATER), code
    if isinstance(fault, smtplib.SMTPDataError):
        return (LETTER_REFUSED if fault.smtp_code >= PERMANENT else LETTER_LATER), fault.smtp_code
    if isinstance(fault, smtplib.SMTPNotSupportedError | ValueError):
        return UNWRITABLE, None
    return BROKEN_OFF, getattr(fault, "smtp_code", None)


def find_mail_fault(kept: str) -> tuple[MailFault, str]:
    """Return the reason that is kept with an e-mail, and the mail server's number. One of an earlier version is broken off."""
    key, _, code = kept.partition(" ")
    return MAIL_FAULTS.get(key, BROKEN_OFF), code
