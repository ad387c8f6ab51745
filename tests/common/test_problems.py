"""A problem as screens and other programs read it."""

from types import MappingProxyType

from handover.common.problems import Problem, ProblemKind, Severity, has_errors
from handover.common.text import Text

STOPS = ProblemKind(
    "ctf.example",
    Severity.ERROR,
    Text("{upn} is wrong.", "Mae {upn} yn anghywir."),
    Text("See {upn}.", "Gweler {upn}."),
)
WARNS = ProblemKind("ctf.other", Severity.WARNING, Text("Odd.", "Od."), Text("Look.", "Edrychwch."))


def test_a_problem_is_given_to_programs_with_all_its_parts() -> None:
    problem = Problem(STOPS, 7, "/CTfile/Header", 3, MappingProxyType({"upn": "A1"}))
    assert problem.as_json() == {
        "code": "ctf.example",
        "severity": "error",
        "line": 7,
        "path": "/CTfile/Header",
        "pupil": 3,
        "message": "A1 is wrong.",
        "remedy": "See A1.",
    }
    assert (problem.message("cy"), problem.remedy("cy")) == ("Mae A1 yn anghywir.", "Gweler A1.")


def test_a_problem_at_no_place_says_so() -> None:
    told = Problem(WARNS).as_json()
    assert (told["line"], told["path"], told["pupil"], told["severity"]) == (None, None, None, "warning")


def test_only_an_error_stops_a_file() -> None:
    assert not has_errors([])
    assert not has_errors([Problem(WARNS)])
    assert has_errors([Problem(WARNS), Problem(STOPS)])
