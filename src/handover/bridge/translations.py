"""How a value is translated: a table of named translations, each with both ways and its words for the mapping page.

`to_sif` and `to_ctf` return None for a value of which the other side has no form. A translation loses nothing of a
value when the way back gives that value again; the code that drives the rows tries just that.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from handover.bridge.school_years import is_nameable_year, year_of_end, year_of_start
from handover.bridge.translation_codes import (
    METHOD,
    OTHER_METHOD,
    OTHER_NEED,
    OTHER_QUALIFIER,
    SEN_NEED,
    SEN_PROVISION,
    SEX,
    USUAL_STATUS,
)
from handover.common.codesets import codes, main_ethnicity
from handover.sif import uk_model

_BREAKS: Final = str.maketrans({"\t": " ", "\n": " ", "\r": " "})
_ULN: Final = re.compile(r"[1-9][0-9]{9}")
_AUTHORITY: Final = re.compile(r"[0-9]{3}")
_WHOLE: Final = re.compile(r"[0-9]{1,12}")
_COUNTRY: Final = "UKcountry="
FIRST_CONTACT, LAST_CONTACT = 1, 10


@dataclass(frozen=True, slots=True)
class Translation:
    """One translation; `changed` is the reason that the loss report gives where a value comes over differently."""

    name: str
    words: str
    to_sif: Callable[[Any], Any]
    to_ctf: Callable[[Any], Any]
    changed: str = "changed"

    @property
    def plain(self) -> bool:
        """Say whether what SIF holds is what a file says, and would become the same again."""
        return self.to_ctf is _same and self.to_sif is _same


def clean_text(text: str) -> str:
    """Return a text as SIF holds it: without line ends and tabs."""
    return text if text.isprintable() else text.translate(_BREAKS)


def _token(text: str) -> str:
    return " ".join(text.split())


def _same(value: Any) -> Any:
    return value


def _nothing(value: Any) -> None:
    """Say that the other side has no form of any value."""


def _yes_no(value: bool) -> str:
    return "Yes" if value else "No"


def _coded(sif: frozenset[str], table: Mapping[str, str], other: str | None = None) -> Callable[[str], str | None]:
    def to_sif(code: str) -> str | None:
        return code if code in sif else table.get(code, other)

    return to_sif


@cache
def sif_codes(name: str) -> frozenset[str]:
    """Return the codes that a list of SIF UK allows."""
    return frozenset(each.value for each in uk_model().codeset(name).values if not each.defect)


def _by_code_set(name: str, table: Mapping[str, str], other: str | None = None) -> Callable[[str], str | None]:
    held: list[Callable[[str], str | None]] = []

    def to_sif(code: str) -> str | None:
        if not held:
            held.append(_coded(sif_codes(name), table, other))
        return held[0](code)

    return to_sif


def _known_to_ctf(code_set: str) -> Callable[[str], str | None]:
    known = codes(code_set)
    return lambda code: code if code in known else None


def _ethnicity(code: str) -> str | None:
    known = _ethnicities()
    if code in known:
        return code
    main = main_ethnicity(code)
    return main if main in known else None


@cache
def _ethnicities() -> frozenset[str]:
    return sif_codes("teachernetEthnicityCodeType")


@cache
def _countries() -> tuple[frozenset[str], Mapping[str, str]]:
    labels = uk_model().codeset("teachernetNationStatesAndCountriesType").labels
    return frozenset(labels), {label.casefold(): code for code, label in labels.items()}


def _country(text: str) -> str | None:
    known, by_label = _countries()
    return text if text in known else by_label.get(text.casefold())


def _property_number(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def _sequence(order: int) -> int:
    return min(max(order, FIRST_CONTACT), LAST_CONTACT)


def _note_country(note: str) -> str | None:
    return note.removeprefix(_COUNTRY) or None if note.startswith(_COUNTRY) else None


def _year_text(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) and len(text) < 10 else None


_TABLE: Final = (
    Translation("text", "the text; line ends and tabs become blanks", clean_text, _same, "spacing"),
    Translation("token", "the text; blanks in a row become one", _token, _same, "spacing"),
    Translation(
        "authority",
        "three digits as they are, of old and new authorities; another text has no home",
        lambda text: text if _AUTHORITY.fullmatch(text) else None,
        _same,
    ),
    Translation("day", "the day", _same, _same),
    Translation("number", "the number", _same, _same),
    Translation("extended", "kept as an extended element", _nothing, _nothing),
    Translation("raw", "the element itself, kept as text in an extended element", _nothing, _nothing),
    Translation("yes_no", "true is Yes, false is No; Unknown has no home", _yes_no, {"Yes": True, "No": False}.get),
    Translation(
        "sex", "M, F, U as they are; O becomes U; W has no home", SEX.get, {code: code for code in "MFU"}.get, "sex"
    ),
    Translation("uln", "ten digits, the first not 0", lambda text: text if _ULN.fullmatch(text) else None, _same),
    Translation(
        "ethnicity", "the code where SIF has it, else the main code that it belongs to", _ethnicity, _same, "ethnicity"
    ),
    Translation(
        "eal",
        "A, B, C, D, E, 0 as they are",
        {code: code for code in "ABCDE0"}.get,
        _same,
    ),
    Translation(
        "sen_provision",
        "N, A, P, S as they are; K becomes A, E becomes S, Q becomes P",
        _by_code_set("UKSENProvisionType", SEN_PROVISION),
        _same,
        "sen_provision",
    ),
    Translation(
        "sen_need",
        "the code where SIF has it; SEMH becomes BESD, NSA and every other becomes OTH",
        _by_code_set("UKSENTypeType", SEN_NEED, OTHER_NEED),
        _same,
        "sen_need",
    ),
    Translation(
        "code UKNCYearGroupType",
        "the code; M (mixed class) has no home",
        _by_code_set("UKNCYearGroupType", {}),
        _known_to_ctf("nc_year"),
    ),
    Translation(
        "method",
        "TA, TT, NA, DD as they are; FA and every other becomes TA",
        _by_code_set("UKAssessmentMethodType", METHOD, OTHER_METHOD),
        _same,
        "method",
    ),
    Translation(
        "qualifier",
        "the code where SIF has it; MT and every other becomes OT",
        _by_code_set("UKAssessmentResultQualifierType", {}, OTHER_QUALIFIER),
        _same,
        "qualifier",
    ),
    Translation(
        "result_status",
        "R, P, I, E, T as they are; every other becomes R",
        _by_code_set("UKAssessmentResultStatusType", {}, USUAL_STATUS),
        _same,
        "result_status",
    ),
    Translation("sequence", "1 to 10; a higher one becomes 10, nought becomes 1", _sequence, _same, "sequence"),
    Translation("country", "a code or a name of the list of countries, as its code", _country, _same, "country"),
    Translation(
        "property_number", "the number; noughts in front are not written", _property_number, str, "leading_noughts"
    ),
    Translation(
        "country_note",
        "the note `UKcountry=` and the code",
        lambda code: _COUNTRY + clean_text(code),
        _note_country,
        "spacing",
    ),
    Translation(
        "year_ends",
        "the year of the start becomes the year of the end",
        lambda year: year_of_end(year) if is_nameable_year(year) else None,
        year_of_start,
    ),
    Translation("year_text", "the same year, that of the end", str, _year_text),
    Translation("relationship", "the table of relationships, 14 codes and 68", _same, _same, "relationship"),
    Translation(
        "language_type",
        "F, M, H, S, T, C as they are",
        {code: code for code in "FMHSTC"}.get,
        _same,
    ),
)

TRANSLATIONS: Final[Mapping[str, Translation]] = {each.name: each for each in _TABLE}


@cache
def translation(name: str) -> Translation:
    """Return the translation of that name; `code X` is the code as it is where the list X of SIF UK has it."""
    found = TRANSLATIONS.get(name)
    if found is not None:
        return found
    return Translation(name, "the code where SIF has it", _by_code_set(name.removeprefix("code "), {}), _same)
