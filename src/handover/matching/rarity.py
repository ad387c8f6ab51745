"""How common names, birth dates and postcodes are: what two records share says more, the rarer it is.

A matching counts them on its roll. Where there is no roll, as in a search, `NO_RARITY` knows the commonest names of Wales
and England, and takes every other one for as rare as names usually are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

PLACEHOLDER_DAYS: Final = ((1, 1), (7, 1))
"""Month and day that are written where only the year of birth is known."""

# Shares of children in thousandths, rounded. Surnames: the Office for National Statistics' and the Welsh Government's lists
# of the commonest surnames; forenames: the Office for National Statistics' yearly lists of babies' names, 2009 to 2021.
_COMMON_SURNAMES: Final = (
    "jones 13, smith 12, davies 8, williams 9, thomas 6, evans 6, taylor 6, brown 6, roberts 4, johnson 4, khan 5, ali 4, "
    "ahmed 4, hussain 4, begum 2, singh 3, kaur 2, patel 3, mohamed 2, mohammed 2, islam 1, rahman 1, hassan 1, lewis 3, "
    "hughes 4, morgan 3, edwards 3, wilson 4, walker 3, robinson 3, wright 3, thompson 3, white 3, green 3, hall 3, "
    "wood 3, harris 3, martin 3, jackson 2, clarke 2, griffiths 2, rees 1, price 2, owen 2, nguyen 1, james 2, phillips 2, "
    "jenkins 2, lloyd 1, powell 1, richards 1, bennett 1, cooper 2, hill 2, moore 2, scott 2, king 2, turner 2, baker 2"
)
_COMMON_FORENAMES: Final = (
    "mohammed 15, oliver 9, jack 8, harry 8, george 7, noah 7, charlie 7, jacob 7, thomas 7, oscar 6, william 7, james 7, "
    "olivia 7, amelia 7, emily 6, ava 5, isla 5, jessica 5, isabella 5, sophie 5, mia 5, ella 5, lily 5, grace 5, sophia 4, "
    "leo 4, joshua 5, alfie 5, ethan 4, muhammad 12, henry 5, archie 5, joseph 4, samuel 4, daniel 4, max 4, lucas 4, "
    "logan 4, alexander 4, benjamin 4, freddie 4, poppy 4, evie 4, charlotte 4, freya 3, ruby 3, daisy 3, alice 3, "
    "maryam 2, fatima 2, aisha 2, ali 2, ibrahim 2, yusuf 2, thi 1, van 1, anh 1, maria 2, ioana 1, andrei 1, david 3"
)
RARE_SURNAME: Final = 1 / 5000
RARE_FORENAME: Final = 1 / 2000
MOST_TELLING: Final = 4.0
"""A given name from another custom than the surname's is at most so many times as rare as among all children."""
GIVEN_OF_SURNAME: Final = 0.3
"""As many bear a surname of a chain as a given name, at least, of those who bear it as a surname."""
USUAL_DAY: Final = 1 / 4400
USUAL_PLACEHOLDER: Final = 1 / 900
USUAL_POSTCODE: Final = 1 / 40_000
USUAL_DISTRICT: Final = 1 / 200


@dataclass(frozen=True, slots=True)
class NameRarity:
    """The shares of children who have a name, a birth date or a postcode; names are words, folded.

    What is not in a table has the usual share.
    """

    surnames: Mapping[str, float] = field(default_factory=dict)
    forenames: Mapping[str, float] = field(default_factory=dict)
    birth_dates: Mapping[date, float] = field(default_factory=dict)
    postcodes: Mapping[str, float] = field(default_factory=dict)
    districts: Mapping[str, float] = field(default_factory=dict)
    usual_surname: float = RARE_SURNAME
    usual_forename: float = RARE_FORENAME
    usual_day: float = USUAL_DAY
    usual_placeholder: float = USUAL_PLACEHOLDER
    usual_postcode: float = USUAL_POSTCODE
    usual_district: float = USUAL_DISTRICT
    customs_of_surnames: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """The share of a surname in each naming custom (`naming_customs.py`); a surname here is written without blanks."""
    forenames_in_customs: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """How common a given name is in each custom, 0 to 1."""
    borne: float = 0.0
    """The share from which a name in a table is one that children bear, and no slip of the finger."""
    children: int = 100_000
    """Among how many children the other one is looked for."""

    def share_of_surname(self, word: str) -> float:
        """Return how many of all children have this word in their surname, 0 to 1."""
        return self.surnames.get(word, self.usual_surname)

    def share_of_forename(self, word: str, beside: Iterable[str] = ()) -> float:
        """Return how many of all children have this word among their given names, 0 to 1.

        With surnames `beside` it: how many of those who bear one of these, where that is known; of the most, if they differ.
        """
        share = self.forenames.get(word, self.usual_forename)
        in_customs = self.forenames_in_customs.get(word)
        if in_customs is None:
            return share
        among = [
            sum(part * common for part, common in zip(customs, in_customs, strict=True))
            for surname in beside
            if (customs := self.customs_of_surnames.get(surname)) is not None
        ]
        return max(*among, share / MOST_TELLING) if among else share

    def is_borne(self, word: str, *, surname: bool) -> bool:
        """Say whether several children are known to bear a name."""
        shares = self.surnames if surname else self.forenames
        return word in shares and shares[word] >= self.borne

    def is_given_name(self, word: str) -> bool:
        """Say whether a surname is a given name as well, and no seldom one beside the surname: Hassan, Yusuf, Abdi."""
        borne = self.is_borne(word, surname=False)
        return borne and self.forenames[word] >= GIVEN_OF_SURNAME * self.share_of_surname(word)

    def share_of_birth_date(self, born: date) -> float:
        """Return how many of all children were born that day, as they are registered, 0 to 1."""
        usual = self.usual_placeholder if (born.month, born.day) in PLACEHOLDER_DAYS else self.usual_day
        return self.birth_dates.get(born, usual)

    def share_of_postcode(self, postcode: str) -> float:
        """Return how many of all children live there, 0 to 1."""
        return self.postcodes.get(postcode, self.usual_postcode)

    def share_of_district(self, district: str) -> float:
        """Return how many of all children live in a postcode district, 0 to 1."""
        return self.districts.get(district, self.usual_district)


def _shares(listed: str) -> Mapping[str, float]:
    rows = (entry.split() for entry in listed.split(", "))
    return MappingProxyType({word: int(thousandths) / 1000 for word, thousandths in rows})


NO_RARITY: Final = NameRarity(surnames=_shares(_COMMON_SURNAMES), forenames=_shares(_COMMON_FORENAMES))
"""What is known without a roll."""
