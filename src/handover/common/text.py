"""Words in both languages, kept side by side so that neither is forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any, Literal

from handover.common.dates_in_words import say_date
from handover.common.plurals import NOUNS, choose_form, count_noun

Language = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = ("en", "cy")


class CountingFormatter(Formatter):
    """Fills in `{names}` as `str.format` does, and gives what is counted the form that its number asks for.

    `{days:day}` is a number and a noun of the table, `3 days`. `{count:# file is|# files are}` are the forms of a phrase, one
    for each category of the language, in which `#` stands for the number. `{day:date}` is a day or a moment as people say it.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one value as text."""
        if "|" in format_spec:
            return choose_form(format_spec, value, self.language).replace("#", str(value))
        if format_spec == "date":
            return say_date(value, self.language)
        if format_spec in NOUNS:
            return count_noun(value, format_spec, self.language)
        return str(super().format_field(value, format_spec))


def fill_in(words: str, language: str, values: Mapping[str, object]) -> str:
    """Return a text with its `{names}` filled in and its nouns counted."""
    return CountingFormatter(language).vformat(words, (), values)


class _Names(dict[str, object]):
    """Has each name stand for itself."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in English and in Welsh; `{names}` in braces are filled in by `say`, and nouns counted (`{days:day}`)."""

    en: str
    cy: str

    def say(self, language: str = "en", **values: object) -> str:
        """Return the text in that language with the values filled in; English for a language we do not have."""
        words = self.cy if language == "cy" else self.en
        return fill_in(words, language, values) if values else words

    def filled(self, **values: object) -> "Text":
        """Return the text with the values filled in, in both languages."""
        return Text(self.say("en", **values), self.say("cy", **values))

    def outline(self, language: str = "en") -> str:
        """Return the text with its names in braces, and nouns as they are behind most numbers: `{days} days`."""
        return fill_in(self.cy if language == "cy" else self.en, language, _Names())
