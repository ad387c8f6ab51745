"""Checking as the tests do it: one day is today, and a file is named as its header says."""

from datetime import date

from handover.ctf.checks import CheckReport, check_ctf
from handover.ctf.filename import parse_name

TODAY = date(2026, 11, 24)
NAME = "6812990_CTF_6814990_001.xml"


def checked(data: bytes, name: str | None = NAME, **more) -> CheckReport:
    return check_ctf(data, None if name is None else parse_name(name), today=TODAY, **more)


def codes(report: CheckReport) -> list[str]:
    """Return the codes of the problems, each of which can be told in both languages with all that its words speak of."""
    for problem in report.problems:
        assert all(problem.message(language) + problem.remedy(language) for language in ("en", "cy"))
    return [problem.code for problem in report.problems]


def said(report: CheckReport, code: str) -> str:
    """Return the message of the one problem with this code."""
    (found,) = [problem for problem in report.problems if problem.code == code]
    return found.message()
