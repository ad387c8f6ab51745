"""How a number and its noun go together in English and Welsh, as a table.

The forms of a word stand in one text, separated by `|`, in the order of the categories of CLDR (Unicode's plural rules):
two in English, six in Welsh, where the number mutates what follows it (2 ddiwrnod) and may choose another word altogether
(1 flwyddyn, 2 flynedd, 5 mlynedd). A form for one number alone is added behind them: `4=blynedd`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

CATEGORIES: Final[Mapping[str, Mapping[str, int | None]]] = MappingProxyType(
    {
        "en": {"one": 1, "other": None},
        "cy": {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 6, "other": None},
    }
)
"""For each language the categories in order, with the one number that each is for; None for all other numbers."""


@dataclass(frozen=True, slots=True)
class Plural:
    """The forms of a word behind a number, in English and in Welsh."""

    en: str
    cy: str


NOUNS: Final[Mapping[str, Plural]] = MappingProxyType(
    {
        "authority": Plural("authority|authorities", "awdurdod|awdurdod|awdurdod|awdurdod|awdurdod|awdurdod"),
        "byte": Plural("byte|bytes", "beit|beit|feit|beit|beit|beit"),
        "cell": Plural("cell|cells", "o gelloedd|gell|gell|cell|chell|o gelloedd"),
        "character": Plural("character|characters", "nod|nod|nod|nod|nod|nod"),
        "column": Plural("column|columns", "colofn|golofn|golofn|colofn|cholofn|colofn"),
        "day": Plural("day|days", "diwrnod|diwrnod|ddiwrnod|diwrnod|diwrnod|diwrnod"),
        "element": Plural("element|elements", "elfen|elfen|elfen|elfen|elfen|elfen"),
        "file": Plural("file|files", "ffeil|ffeil|ffeil|ffeil|ffeil|ffeil"),
        "header": Plural("header|headers", "pennyn|pennyn|bennyn|phennyn|phennyn|pennyn"),
        "hour": Plural("hour|hours", "awr|awr|awr|awr|awr|awr"),
        "letter": Plural("letter|letters", "llythyren|llythyren|lythyren|llythyren|llythyren|llythyren"),
        "level": Plural("level|levels", "lefel|lefel|lefel|lefel|lefel|lefel"),
        "main teacher": Plural(
            "main teacher|main teachers", "prif athro|prif athro|brif athro|phrif athro|phrif athro|prif athro"
        ),
        "minute": Plural("minute|minutes", "munud|munud|funud|munud|munud|munud"),
        "object": Plural("object|objects", "gwrthrych|gwrthrych|wrthrych|gwrthrych|gwrthrych|gwrthrych"),
        "part": Plural("part|parts", "rhan|rhan|ran|rhan|rhan|rhan"),
        "period": Plural("period|periods", "cyfnod|cyfnod|gyfnod|chyfnod|chyfnod|cyfnod"),
        "problem": Plural("problem|problems", "problem|broblem|broblem|problem|phroblem|problem"),
        "pupil": Plural("pupil|pupils", "disgybl|disgybl|ddisgybl|disgybl|disgybl|disgybl"),
        "recipient": Plural(
            "recipient|recipients",
            "o dderbynwyr|derbynnydd|dderbynnydd|derbynnydd|derbynnydd|o dderbynwyr",
        ),
        "row": Plural("row|rows", "o resi|rhes|res|rhes|rhes|o resi"),
        "school": Plural("school|schools", "ysgol|ysgol|ysgol|ysgol|ysgol|ysgol"),
        "second": Plural("second|seconds", "eiliad|eiliad|eiliad|eiliad|eiliad|eiliad"),
        "term": Plural("term|terms", "tymor|tymor|dymor|thymor|thymor|tymor"),
        "time": Plural("time|times", "o weithiau|waith|waith|gwaith|gwaith|o weithiau"),
        "value": Plural("value|values", "gwerth|gwerth|werth|gwerth|gwerth|gwerth"),
        "year": Plural("year|years", "blynedd|flwyddyn|flynedd|blynedd|blynedd|mlynedd|4=blynedd"),
    }
)
"""The nouns that texts count: `{days:day}` in a text is filled in as `3 days` and `3 diwrnod`."""


def choose_form(forms: str, number: object, language: str) -> str:
    """Return the form of a word for a number; what is no number gets the form for most numbers."""
    categories = CATEGORIES.get(language, CATEGORIES["en"])
    listed = forms.split("|")
    usual, alone = listed[: len(categories)], listed[len(categories) :]
    given = str(number).replace(",", "")
    by_number = {str(only): form for only, form in zip(categories.values(), usual, strict=True) if only is not None}
    by_number |= dict(form.split("=", 1) for form in alone)
    return by_number.get(given, usual[-1])


def count_noun(number: object, noun: str, language: str = "en") -> str:
    """Return a number with its noun, such as `2 ddiwrnod`."""
    row = NOUNS[noun]
    return f"{number} {choose_form(row.cy if language == 'cy' else row.en, number, language)}"
