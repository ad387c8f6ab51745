"""The words of a message, sealed like files: each under its own key, which is wrapped by the site's master key.

Description and text are sealed together, because people write a child's name into either.
"""

import json
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from uuid import UUID

from django.conf import settings

from handover.common.problems import Problem
from handover.common.sealing import new_key, seal_stream, unseal
from handover.portal.messaging.faults import FAULTS
from handover.portal.sealed import unwrap_key, wrap_key

LONGEST_DESCRIPTION: Final = 120
"""In characters."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says: one line on what it is about (the seed's "description"), and the text."""

    description: str = ""
    text: str = ""

    @property
    def tidied(self) -> "Words":
        """The same without what nobody can see: control characters, blanks at the ends, foreign line ends."""
        return Words(" ".join(printable(self.description).split()), printable(self.text).strip())


@dataclass(frozen=True, slots=True)
class Sealed:
    """Words as they are stored."""

    wrapped_key: bytes
    content: bytes


def printable(text: str) -> str:
    """Return text without control characters; line feeds and tabs stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"})


def check_words(words: Words) -> dict[str, Problem]:
    """Say what is wrong with words that are to be sent, by field."""
    found = {
        "description": check_length(words.description, LONGEST_DESCRIPTION, "message.no_description"),
        "text": check_length(words.text, settings.CONFIG.message_characters, "message.no_text"),
    }
    return {field: problem for field, problem in found.items() if problem}


def check_length(text: str, most: int, missing: str) -> Problem | None:
    """Say that a text is missing, by the code of that fault, or too long; None if it is neither."""
    if not text:
        return FAULTS[missing].at()
    return FAULTS["message.too_long"].at(length=len(text), most=most) if len(text) > most else None


def seal_words(words: Words, identity: UUID) -> Sealed:
    """Seal words for one message alone."""
    key = new_key()
    plain = json.dumps([words.description, words.text]).encode()
    content = b"".join(seal_stream([plain], key, str(identity)))
    return Sealed(wrap_key(key, str(identity)), content)


def read_words(sealed: Sealed, identity: UUID) -> Words:
    """Open words; raise `sealing.CannotUnseal` if they are not as they were sealed, or belong to another message."""
    key = unwrap_key(sealed.wrapped_key, str(identity))
    description, text = json.loads(b"".join(unseal(BytesIO(sealed.content), key, str(identity))))
    return Words(description, text)
