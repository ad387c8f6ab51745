"""Every table of pet names, by language family. Add a table here, and `short_names.py` reads it.

There is none for Chinese and Vietnamese: names at home, and English names taken for school, are chosen freely there. Their
romanisations, which are one name, are rows of `equal_names_asian.py`. No library is taken in: the kept one, nicknames, is of
English names for family historians (Dob for Robert, Jane for Virginia), and of other languages there is none that is kept.
"""

from typing import Final

from handover.matching.pet_names_african import GHANAIAN, YORUBA_AND_IGBO
from handover.matching.pet_names_arabic import SOMALI_AND_ARABIC
from handover.matching.pet_names_central import CENTRAL_EUROPEAN, TURKISH_AND_NEIGHBOURS
from handover.matching.pet_names_english import ENGLISH
from handover.matching.pet_names_polish import POLISH
from handover.matching.pet_names_romance import ITALIAN_AND_FRENCH, PORTUGUESE_AND_SPANISH, ROMANIAN
from handover.matching.pet_names_south_asian import BENGALI, INDIAN, URDU_AND_PUNJABI
from handover.matching.pet_names_ukrainian import UKRAINIAN_AND_RUSSIAN
from handover.matching.pet_names_welsh import WELSH

PET_NAME_TABLES: Final = (
    ENGLISH,
    WELSH,
    POLISH,
    ROMANIAN,
    UKRAINIAN_AND_RUSSIAN,
    CENTRAL_EUROPEAN,
    URDU_AND_PUNJABI,
    INDIAN,
    BENGALI,
    SOMALI_AND_ARABIC,
    YORUBA_AND_IGBO,
    GHANAIAN,
    PORTUGUESE_AND_SPANISH,
    ITALIAN_AND_FRENCH,
    TURKISH_AND_NEIGHBOURS,
)
