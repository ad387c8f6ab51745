"""What can be wrong with what is asked of a report, as a table; each with its remedy."""

from collections.abc import Mapping
from typing import Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text


def _fault(code: str, message: Text, remedy: Text) -> ProblemKind:
    return ProblemKind(f"report.{code}", Severity.ERROR, message, remedy)


FAULTS: Final[Mapping[str, ProblemKind]] = {
    kind.code: kind
    for kind in (
        _fault(
            "too_many_schools",
            Text("You chose {chosen:school}.", "Dewisoch {chosen:school}."),
            Text(
                "Choose up to {most:school}, or none to report on all of them.",
                "Dewiswch hyd at {most:school}, neu ddim un i gael adroddiad ar bob un.",
            ),
        ),
        _fault(
            "too_many_authorities",
            Text("You chose {chosen:authority}.", "Dewisoch {chosen:authority}."),
            Text("Choose up to {most:authority}.", "Dewiswch hyd at {most:authority}."),
        ),
        _fault(
            "ends_before",
            Text("The report ends before it begins.", "Mae'r adroddiad yn gorffen cyn iddo ddechrau."),
            Text("Enter a day on or after the first.", "Rhowch ddiwrnod ar neu ar ôl y cyntaf."),
        ),
        _fault(
            "unknown_school",
            Text("There is no school {number} in your authority.", "Nid oes ysgol {number} yn eich awdurdod."),
            Text(
                "Give the seven digits of a school of your own authority.",
                "Rhowch saith digid ysgol yn eich awdurdod eich hun.",
            ),
        ),
        _fault(
            "unknown_authority",
            Text("There is no other authority {number}.", "Nid oes awdurdod arall {number}."),
            Text(
                "Give the three digits of another authority; your own is always in the report.",
                "Rhowch dri digid awdurdod arall; mae eich un chi yn yr adroddiad bob amser.",
            ),
        ),
        _fault(
            "unknown_choice",
            Text("“{value}” is not one of the choices.", "Nid yw “{value}” yn un o'r dewisiadau."),
            Text("Give one of: {choices}.", "Rhowch un o'r rhain: {choices}."),
        ),
        _fault(
            "not_narrowed_so",
            Text(
                "This report is not narrowed by “{name}”.", "Nid yw'r adroddiad hwn yn cael ei gyfyngu yn ôl “{name}”."
            ),
            Text(
                "Leave it out. This report takes: {choices}.",
                "Gadewch ef allan. Mae'r adroddiad hwn yn derbyn: {choices}.",
            ),
        ),
    )
}
