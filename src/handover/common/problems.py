"""The one way to say "this is wrong": what, where, how bad, and what to do about it in whose system.

A *kind* is a row of a table (`ctf/faults.py` and its like): a code, a severity and the words in both languages. A
*problem* is a kind met at one place. Screens, the API, the command line and the reference documents all read the
same rows, so a message is written once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from handover.common.text import Text


class Severity(StrEnum):
    """How bad: an error stops the file, a warning travels with it, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A fault that a check can find.

    `code` is stable and public. `message` and `remedy` may hold `{names}` that a problem fills in. `askable` marks what
    waits for the sender's explicit yes: an error that they may overrule (it refuses where nobody can be asked), or a
    warning that they must have read.
    """

    code: str
    severity: Severity
    message: Text
    remedy: Text
    askable: bool = False

    def at(
        self, *, line: int | None = None, path: str | None = None, pupil: int | None = None, **values: object
    ) -> "Problem":
        """Return this fault as met at one place, with the values its words need; a `Text` is said in each language."""
        return Problem(self, line, path, pupil, *split_values(values))


def split_values(values: Mapping[str, object]) -> tuple[Mapping[str, str], Mapping[str, Text]]:
    """Return what fills in a message: the values that are the same in every language, and those that are not."""
    plain = {name: str(value) for name, value in values.items() if not isinstance(value, Text)}
    spoken = {name: value for name, value in values.items() if isinstance(value, Text)}
    return MappingProxyType(plain), MappingProxyType(spoken)


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault met at one place: line (from 1), path in the document, pupil (position in the file, from 1).

    `values` and `wordings` fill in its words; the latter differ by language.
    """

    kind: ProblemKind
    line: int | None = None
    path: str | None = None
    pupil: int | None = None
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    wordings: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def code(self) -> str:
        """The public code, such as `ctf.doctype`."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.kind.severity

    def message(self, language: str = "en") -> str:
        """Say what is wrong."""
        return self.kind.message.say(language, **self._told(language))

    def remedy(self, language: str = "en") -> str:
        """Say what to do about it."""
        return self.kind.remedy.say(language, **self._told(language))

    def _told(self, language: str) -> dict[str, str]:
        return {**self.values, **{name: words.say(language) for name, words in self.wordings.items()}}

    def as_json(self, language: str = "en") -> dict[str, object]:
        """Return the public form: code, severity, line, path, pupil, message, remedy."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "line": self.line,
            "path": self.path,
            "pupil": self.pupil,
            "message": self.message(language),
            "remedy": self.remedy(language),
        }


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether any of these stops the file."""
    return any(problem.severity is Severity.ERROR for problem in problems)
