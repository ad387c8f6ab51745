"""What two words of names that agree are worth, and at most worth against a brother or sister. Tables alone.

`name_evidence.py` reads them.
"""

from typing import Final

from handover.matching.fields import FieldAgreement
from handover.matching.words import WordAgreement

FINDING_OF_WORDS: Final = {
    WordAgreement.SAME: FieldAgreement.SAME,
    WordAgreement.EQUAL: FieldAgreement.SOUND,
    WordAgreement.SOUND: FieldAgreement.SOUND,
    WordAgreement.SHORT: FieldAgreement.PET,
    WordAgreement.LETTER: FieldAgreement.LETTER,
    WordAgreement.BEGINNING: FieldAgreement.PET,
    WordAgreement.LIKE: FieldAgreement.LIKE,
    WordAgreement.NEAR: FieldAgreement.NEAR,
    WordAgreement.INITIAL: FieldAgreement.INITIAL,
}
LOOSENESS: Final = tuple(WordAgreement)
ONE_NAME: Final = (WordAgreement.SAME, WordAgreement.EQUAL)
ONE_LETTER: Final = (WordAgreement.LETTER, WordAgreement.NEAR)
SLIPS: Final = (FieldAgreement.LETTER, FieldAgreement.NEAR, FieldAgreement.LIKE)
# Of two children drawn blindly, how many agree so: as many times as bear the name, and so many more.
BORNE_ALIKE: Final = {
    WordAgreement.SAME: (1.0, 0.0),
    WordAgreement.EQUAL: (1.5, 0.0001),
    WordAgreement.SOUND: (2.0, 0.0003),
    WordAgreement.SHORT: (2.0, 0.0005),
    WordAgreement.LETTER: (1.0, 0.0004),
    WordAgreement.BEGINNING: (1.0, 0.002),
    WordAgreement.LIKE: (1.0, 0.001),
    WordAgreement.NEAR: (1.0, 0.003),
    WordAgreement.INITIAL: (1.0, 0.05),
}
# At most so many points speak for one child where a brother or sister may be meant: parents choose names that sound alike, or
# share a word, but not one name twice, however common it is, nor a short form of it.
MOST_AMONG_SIBLINGS: Final = {
    FieldAgreement.SAME: 10.5,
    FieldAgreement.SOUND: 3.0,
    FieldAgreement.PET: 6.0,
    FieldAgreement.PREFERRED: 6.0,
    FieldAgreement.LETTER: 6.0,
    FieldAgreement.PART: 3.0,
    FieldAgreement.SHARED: 0.0,
    FieldAgreement.EXCHANGED: 8.0,
    FieldAgreement.MIDDLE: 1.0,
    FieldAgreement.LIKE: 3.0,
    FieldAgreement.NEAR: -1.0,
    FieldAgreement.INITIAL: -1.5,
}
EQUAL_AMONG_SIBLINGS: Final = 8.0
TITLE_AMONG_SIBLINGS: Final = 0.5
TWO_NAMES_AMONG_SIBLINGS: Final = -2.0  # no middle name that a family gives to all makes up for it
MIDDLE_AMONG_SIBLINGS: Final = 2.5
SURNAME_AMONG_SIBLINGS: Final = -1.5
