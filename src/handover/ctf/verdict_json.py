"""The public form of a verdict on a file, as the command and the API give it (outside contract of the design)."""

from collections.abc import Iterable

from handover.common.problems import Problem
from handover.ctf.filename import NameReading
from handover.ctf.verdict import FileVerdict


def verdict_as_json(
    file: str,
    verdict: FileVerdict,
    name: NameReading | None,
    pupils: int,
    problems: Iterable[Problem],
    language: str = "en",
) -> dict[str, object]:
    """Return what JSON says of a file: its verdict, how its name is read, how many pupils it holds, and the problems."""
    fields = ("kind", "source", "destination", "canonical")
    return {
        "file": file,
        "verdict": verdict.value,
        "name": {field: getattr(name, field) for field in fields} if name is not None else None,
        "pupils": pupils,
        "problems": [problem.as_json(language) for problem in problems],
    }
