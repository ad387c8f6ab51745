"""Where families come from: their share of the store and of the roll, their habits of naming."""

from dataclasses import dataclass

from benchmarks.second_county import african_names as africa
from benchmarks.second_county import asian_names as asia
from benchmarks.second_county import british_names as british
from benchmarks.second_county import european_names as europe
from benchmarks.second_county.far_naming import ChineseHabit, GhanaianHabit, VietnameseHabit
from benchmarks.second_county.naming import (
    ChainHabit,
    CommonHabit,
    GenderedSurname,
    MuslimHabit,
    NameChildren,
    SikhHabit,
    TwoSurnames,
    WelshHabit,
)

_MIDDLES = (british.BRITISH_MIDDLES_BOYS, british.BRITISH_MIDDLES_GIRLS)
_BRITISH = CommonHabit(british.ENGLISH_SURNAMES, british.BRITISH_BOYS, british.BRITISH_GIRLS, *_MIDDLES, 0.85, 0.06)


@dataclass(frozen=True, slots=True)
class Origin:
    """One in how many of a hundred families of the store and of the roll, and how it names children.

    `rewritten` is how often one of the ways in which a child's own names are written otherwise shows; `respelled` how
    often one of the two names is put into our letters in another way; `children` how many more there are in a family.
    """

    name: str
    of_store: float
    of_roll: float
    habits: tuple[NameChildren, ...]
    rewritten: float = 0.0
    respelled: float = 0.02
    more_children: float = 0.0


def _common(surnames: str, boys: str, girls: str, with_middle: float, double: float = 0.03) -> CommonHabit:
    family, sons, daughters = (getattr(europe, name) for name in (surnames, boys, girls))
    return CommonHabit(family, sons, daughters, sons, daughters, with_middle, double)


_POLISH = GenderedSurname(
    _common("POLISH_SURNAMES", "POLISH_BOYS", "POLISH_GIRLS", 0.6), (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"))
)
_UKRAINIAN = GenderedSurname(
    _common("UKRAINIAN_SURNAMES", "UKRAINIAN_BOYS", "UKRAINIAN_GIRLS", 0.15), (("ivskyi", "ivska"),)
)
_CELTIC = CommonHabit(british.CELTIC_SURNAMES, british.CELTIC_BOYS, british.CELTIC_GIRLS, *_MIDDLES, 0.85, 0.04)

ORIGINS: tuple[Origin, ...] = (
    Origin(
        "welsh",
        27,
        46,
        (
            WelshHabit(
                CommonHabit(
                    british.WELSH_SURNAMES,
                    british.WELSH_BOYS,
                    british.WELSH_GIRLS,
                    british.WELSH_BOYS,
                    british.WELSH_GIRLS,
                    0.8,
                    0.04,
                ),
                _BRITISH,
            ),
        ),
        0.012,
        0.012,
    ),
    Origin("english", 23, 36, (_BRITISH,), 0, 0.012),
    Origin("irish_scottish", 6, 3.5, (_CELTIC,), 0, 0.03),
    Origin("polish", 6, 2.2, (_POLISH,), 0.05, 0.04),
    Origin("romanian", 5, 1.2, (_common("ROMANIAN_SURNAMES", "ROMANIAN_BOYS", "ROMANIAN_GIRLS", 0.7),), 0, 0.05),
    Origin("ukrainian", 4, 0.8, (_UKRAINIAN,), 0.05, 0.12),
    Origin(
        "south_asian_muslim",
        7,
        3.2,
        (
            MuslimHabit(
                asia.MUSLIM_SURNAMES,
                asia.MUSLIM_BOYS,
                asia.MUSLIM_GIRLS,
                ("Mohammed", "Mohammed", "Muhammad", "Mohammad", "Syed", "Abdul"),
                ("Bibi", "Begum", "Khatoon"),
            ),
        ),
        0.11,
        0.09,
        0.6,
    ),
    Origin(
        "punjabi_sikh",
        3,
        0.7,
        (SikhHabit(asia.SIKH_SURNAMES, asia.SIKH_STEMS, asia.SIKH_ENDINGS, asia.SIKH_BOYS, asia.SIKH_GIRLS),),
        0.13,
        0.08,
    ),
    Origin(
        "other_indian",
        3,
        1.0,
        (
            CommonHabit(
                asia.INDIAN_SURNAMES,
                asia.INDIAN_BOYS,
                asia.INDIAN_GIRLS,
                asia.INDIAN_BOYS,
                asia.INDIAN_GIRLS,
                0.5,
                0.02,
            ),
        ),
        0,
        0.06,
    ),
    Origin(
        "bengali",
        2.5,
        0.9,
        (
            MuslimHabit(
                asia.BENGALI_SURNAMES,
                asia.BENGALI_BOYS,
                asia.BENGALI_GIRLS,
                ("Md", "Mohammed", "Md.", "Abdul", "Mohammad"),
                ("Begum", "Khatun", "Akther", "Khanom"),
            ),
        ),
        0.12,
        0.09,
        0.5,
    ),
    Origin(
        "somali",
        2.5,
        0.5,
        (ChainHabit(africa.SOMALI_BOYS, africa.SOMALI_GIRLS, africa.SOMALI_FATHERS, africa.SOMALI_FATHERS),),
        0.2,
        0.08,
        1.4,
    ),
    Origin(
        "arabic",
        3,
        0.8,
        (ChainHabit(africa.ARABIC_BOYS, africa.ARABIC_GIRLS, africa.ARABIC_BOYS, africa.ARABIC_FAMILIES),),
        0.16,
        0.12,
        0.7,
    ),
    Origin(
        "nigerian",
        2,
        0.9,
        (
            CommonHabit(
                africa.YORUBA_SURNAMES,
                africa.YORUBA_BOYS,
                africa.YORUBA_GIRLS,
                africa.YORUBA_BOYS,
                africa.YORUBA_GIRLS,
                0.9,
                0.02,
                0.08,
            ),
            CommonHabit(
                africa.IGBO_SURNAMES,
                africa.IGBO_BOYS,
                africa.IGBO_GIRLS,
                africa.IGBO_BOYS,
                africa.IGBO_GIRLS,
                0.9,
                0.02,
                0.08,
            ),
        ),
        0,
        0.03,
        0.3,
    ),
    Origin(
        "ghanaian",
        1.2,
        0.5,
        (
            GhanaianHabit(
                africa.GHANAIAN_SURNAMES,
                africa.GHANAIAN_BOYS,
                africa.GHANAIAN_GIRLS,
                africa.GHANAIAN_DAYS_BOYS,
                africa.GHANAIAN_DAYS_GIRLS,
            ),
        ),
        0.07,
        0.03,
    ),
    Origin(
        "portuguese",
        1.5,
        0.6,
        (TwoSurnames(_common("PORTUGUESE_SURNAMES", "PORTUGUESE_BOYS", "PORTUGUESE_GIRLS", 0.5, 0)),),
        0.12,
        0.04,
    ),
    Origin("turkish", 1.2, 0.5, (_common("TURKISH_SURNAMES", "TURKISH_BOYS", "TURKISH_GIRLS", 0.3),), 0, 0.05),
    Origin(
        "chinese",
        1.2,
        0.5,
        (ChineseHabit(asia.CHINESE_SURNAMES, asia.CHINESE_FIRST, asia.CHINESE_SECOND, asia.ENGLISH_NAMES_OF_CHINESE),),
        0.16,
        0.03,
        -0.3,
    ),
    Origin(
        "vietnamese",
        1,
        0.3,
        (
            VietnameseHabit(
                asia.VIETNAMESE_SURNAMES,
                asia.VIETNAMESE_BOYS,
                asia.VIETNAMESE_GIRLS,
                asia.VIETNAMESE_MIDDLES_BOYS,
                asia.VIETNAMESE_MIDDLES_GIRLS,
            ),
        ),
        0.16,
        0.02,
    ),
    Origin(
        "other_european",
        2.2,
        0.9,
        (_common("OTHER_EUROPEAN_SURNAMES", "OTHER_EUROPEAN_BOYS", "OTHER_EUROPEAN_GIRLS", 0.5),),
        0,
        0.04,
    ),
)
ORIGIN_OF = {origin.name: origin for origin in ORIGINS}
