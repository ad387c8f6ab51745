"""The e-mail as it goes out: its words, and at its foot from whom it is, why it came, where to change that and whom to ask."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from handover.common.text import Language, Text
from handover.portal.notices.kinds import KINDS
from handover.portal.notices.models import Notice
from handover.portal.notices.readers import MailReader, find_mail_help, find_readers

RULE: Final = "\n\n— — —\n\n"
"""Between the two languages."""
FROM: Final = Text(
    "Handover, where school records go safely from school to school\n{site}",
    "Trosglwyddo, lle mae cofnodion ysgol yn mynd yn ddiogel o ysgol i ysgol\n{site}",
)
CHANGE: Final = Text(
    "You choose here how often e-mails come: {address}", "Yma gallwch ddewis pa mor aml y daw e-byst: {address}"
)
NEVER_WAITS: Final = Text(
    "E-mails of this kind always come at once.", "Mae e-byst o'r math hwn bob amser yn dod ar unwaith."
)
ASK: Final = Text("If you have a question, ask {whom}", "Os oes gennych gwestiwn, gofynnwch i: {whom}")
NO_ANSWER: Final = Text("Nobody reads answers to this e-mail.", "Nid oes neb yn darllen atebion i'r e-bost hwn.")


class OutgoingEmail(EmailMessage):
    """An e-mail with an identity that stays the same over its attempts, so that a mail server can drop a double."""

    def send_with(self, connection: BaseEmailBackend) -> None:
        """Hand the e-mail to a mail server; raise if it did not take it."""
        if connection.send_messages([self]) != 1:
            raise ValueError("no recipient")


def make_email(notice: Notice) -> OutgoingEmail:
    """Return the e-mail as it goes out."""
    identity = f"<notice-{notice.pk}-{notice.created_at:%Y%m%d%H%M%S}@handover>"
    return OutgoingEmail(
        notice.subject,
        write_letter(notice),
        settings.DEFAULT_FROM_EMAIL,
        [notice.recipient],
        headers={"Message-ID": identity, "Auto-Submitted": "auto-generated"},
    )


def write_letter(notice: Notice) -> str:
    """Return the words of an e-mail with what stands at its foot, each language with its own."""
    languages: list[Language] = ["cy" if each == "cy" else "en" for each in notice.languages.split()]
    reader = find_readers([notice.recipient]).get(notice.recipient.lower()) or MailReader(tuple(languages))
    whom = find_mail_help(reader.la_number)
    parts = notice.body.split(RULE)
    if len(parts) != len(languages):
        return str(notice.body)
    return RULE.join(
        f"{part}\n\n-- \n{sign_off(notice.kind, reader, whom, language)}"
        for part, language in zip(parts, languages, strict=True)
    )


def sign_off(kind: str, reader: MailReader, whom: Text, language: Language) -> str:
    """Return the foot of an e-mail in one language."""
    row, site = KINDS[kind], settings.CONFIG.url.rstrip("/")
    lines = [FROM.say(language, site=site), "", row.to.why.say(language)]
    if not row.waits:
        lines.append(NEVER_WAITS.say(language))
    elif reader.choices:
        lines.append(CHANGE.say(language, address=f"{site}{reader.choices}"))
    if whom.en:
        lines.append(ASK.say(language, whom=whom.say(language)))
    lines.append(NO_ANSWER.say(language))
    return "\n".join(lines)


def say_in(text: Text, languages: Sequence[Language], between: str, values: Mapping[str, object]) -> str:
    """Return a text in each of these languages, with something between them."""
    return between.join(text.say(language, **values) for language in languages)


def one_line(text: str) -> str:
    """Return the text on one line: a subject with a line break could smuggle in a header."""
    return " ".join(text.split())
