"""Words in both languages, kept side by side so that neither is forgotten."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = ("en", "cy")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in English and in Welsh; `{names}` in braces are filled in by `say`."""

    en: str
    cy: str

    def say(self, language: str = "en", **values: object) -> str:
        """Return the text in that language with the values filled in; English for a language we do not have."""
        words = self.cy if language == "cy" else self.en
        return words.format_map(values) if values else words
