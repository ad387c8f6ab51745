"""Why a value did not simply come over, in words: one row a reason, in English and Welsh."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from handover.common.text import Text

_KEPT: Final = Text(
    "The original travels along in an extended element.", "Mae'r gwreiddiol yn teithio gydag ef mewn elfen estynedig."
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: what is said to the person whose record it is, with `{value}` and `{given}` filled in."""

    words: Text

    def say(self, language: str, path: str, value: str, given: str, kept: bool) -> str:
        """Return the whole sentence for one value."""
        said = f"{path}: {self.words.say(language, value=value, given=given)}"
        return f"{said} {_KEPT.say(language)}" if kept else said


REASONS: Final[Mapping[str, Reason]] = MappingProxyType(
    {
        "no_sif_home": Reason(Text("SIF has no place for “{value}”.", "Nid oes lle i “{value}” yn SIF.")),
        "no_ctf_home": Reason(
            Text("A Common Transfer File has no place for “{value}”.", "Nid oes lle i “{value}” mewn CTF.")
        ),
        "identity_missing": Reason(
            Text(
                "A learner cannot be written in SIF without surname, forename and date of birth; this pupil is left out.",
                "Ni ellir ysgrifennu dysgwr yn SIF heb gyfenw, enw cyntaf a dyddiad geni; gadewir y disgybl hwn allan.",
            )
        ),
    }
)
