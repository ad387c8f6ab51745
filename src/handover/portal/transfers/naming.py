"""The name of a file whose sender has said what it is and to whom it goes: nobody types one (seed, Appendix 2)."""

import re
from dataclasses import dataclass
from string import Formatter

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text
from handover.ctf.filename import CTF_NAME, FAMILIES, LONGEST_WORDS
from handover.ctf.repair import write_plainly
from handover.portal.accounts.models import User
from handover.portal.transfers.file_names import MOST_NUMBERS, find_free_name
from handover.portal.transfers.kinds import FileKind, forms_of
from handover.portal.transfers.mailbox import kinds_to_send

DESKS: dict[str, tuple[str, Text]] = {
    "authority": (LA_SUFFIX, Text("Your local authority", "Eich awdurdod lleol")),
    "census": ("PLAS", Text("Your local authority's census desk", "Desg cyfrifiad eich awdurdod lleol")),
    "admissions": ("ADMS", Text("Your local authority's admissions desk", "Desg derbyn eich awdurdod lleol")),
}
"""Mailboxes of one's own authority: what stands behind its number, and who reads them."""


@dataclass(frozen=True, slots=True)
class NameableKind:
    """A way to name a file: its key in the form, its kind, the name with its parts in braces, and what is said of it."""

    key: str
    kind: FileKind
    written: str
    words: Text

    @property
    def has_words(self) -> bool:
        """Say whether the sender's own words stand in the name."""
        return "text" in {part for _, part, _, _ in Formatter().parse(self.written)}


def list_nameable(sender: User) -> list[NameableKind]:
    """Return every way to name a file that this sender may send; a generic zip first, which nothing else names."""
    found = [way for kind in kinds_to_send(sender) for way in ways_to_name(kind)]
    return sorted(found, key=lambda way: not way.has_words)


def ways_to_name(kind: FileKind) -> list[NameableKind]:
    """Return the ways to name files of a kind: one for each family, such as ATF, or for each name that a setting gives."""
    ways = []
    for written in dict.fromkeys(form.written for form in forms_of(kind)):
        families = FAMILIES.get(kind.forms[0], ()) if "{family}" in written else (shared_part(written),)
        for family in families:
            told = f" ({family})" if family and written != CTF_NAME else ""
            words = Text(kind.name.en + told, kind.name.cy + told)
            ways.append(NameableKind(f"{kind.key}-{family}", kind, written.replace("{family}", family), words))
    return ways


def shared_part(written: str) -> str:
    """Return what stands in every name of a form, such as `PLASC`; empty for none."""
    return re.sub(r"\{\w+\}|\.\w+$|_", "", written)


def tidy_words(text: str) -> str:
    """Return a sender's words as they can stand in a name: plain letters, hyphens for blanks, nothing that parts use."""
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", write_plainly(text)).strip("-.")
    return re.sub(r"\.{2,}", ".", plain)


def compose_name(way: NameableKind, sender: str, destination: str, words: str = "") -> str:
    """Return the name of a file on its way from one mailbox to another, with the next free number if it has one."""
    parts = {"source": sender, "destination": destination, "text": words[:LONGEST_WORDS]}
    if "{number}" not in way.written:
        return way.written.format(**parts)
    names = [way.written.format(**parts, number=f"{number:03d}") for number in range(1, MOST_NUMBERS + 1)]
    return find_free_name(sender, destination, names) or names[-1]
