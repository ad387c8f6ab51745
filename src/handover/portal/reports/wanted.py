"""The child whose data are asked for: by UPN, or by surname, forename and birth date together. Knows no table.

What is handed over is about one child, so nothing that merely sounds alike is taken: a name is compared as it is spelt,
accents, blanks and capitals apart.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from textwrap import wrap

from handover.common.folding import fold
from handover.common.text import Text
from handover.portal.lostpupils.question import Question
from handover.portal.transfers.marks import Sought

BY_UPN = Text("UPN", "UPN")
NAMED = Text("name", "enw")
NOBODY = Text("", "")
PUNCTUATION = re.compile(r"[^\w]+")
PIECE = 80
BY_NAME = Text("name and date of birth", "enw a dyddiad geni")


@dataclass(frozen=True, slots=True)
class ChildQuery:
    """One child: a UPN, or all of surname, forename and birth date, or everything."""

    upn: str = ""
    surname: str = ""
    forename: str = ""
    born: date | None = None

    @property
    def named(self) -> bool:
        """Whether the name and the birth date are all there."""
        return bool(fold(self.surname) and fold(self.forename) and self.born)

    @property
    def enough(self) -> bool:
        """Whether this is one child."""
        return bool(self.upn) or self.named

    def sought(self) -> Iterator[tuple[Sought, Text]]:
        """Yield the questions to the index of transfers, each with the words that say by what a file was found."""
        if self.upn:
            yield Sought(upn=self.upn), BY_UPN
        if self.named:
            yield Sought(surname=self.surname, forename=self.forename, born=self.born), BY_NAME

    def found_by(
        self, upns: Iterable[str], surnames: Iterable[str], forenames: Iterable[str], born: date | None
    ) -> Text:
        """Say by what a record is of this child; empty words if it is not, as far as it says."""
        if self.upn and self.upn in upns:
            return BY_UPN
        same = self.named and born == self.born
        same = same and fold(self.surname) in map(fold, surnames) and fold(self.forename) in map(fold, forenames)
        return BY_NAME if same else NOBODY

    def in_words(self, text: str) -> Text:
        """Say by what a text speaks of this child; both names are enough there, for few write a birth date."""
        if self.upn and self.upn in "".join(text.split()).upper():
            return BY_UPN
        words, *names = (f" {fold_text(said)} " for said in (text, self.surname, self.forename))
        return NAMED if all(name.strip() and name in words for name in names) else NOBODY

    def questions(self) -> Iterator[Question]:
        """Yield the searches of the store that would have looked for this child with these words."""
        known = {
            name: value
            for name, value in (
                ("upn", self.upn),
                ("surname", self.surname),
                ("forename", self.forename),
                ("birth_date", self.born),
            )
            if value
        }
        for size in range(1, len(known) + 1):
            for fields in combinations(known, size):
                for gender in ("", "F", "M"):
                    for begins in (False, True):
                        asked = {name: known[name] for name in fields}
                        yield Question(**asked, gender=gender, begins=begins)  # type: ignore[arg-type]


def fold_text(text: str) -> str:
    """Return the words of a text of any length, folded as names are: line by line, for a name is folded only so far."""
    return " ".join(fold(piece) for piece in wrap(PUNCTUATION.sub(" ", text), PIECE))
