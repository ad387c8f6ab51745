"""What can be wrong with a message, a template or an address group, as a table; each with its remedy."""

from collections.abc import Mapping

from handover.common.problems import Problem, ProblemKind, Severity
from handover.common.text import Text


def fault(code: str, message: Text, remedy: Text) -> ProblemKind:
    """Return a fault for which nothing is sent or saved."""
    return ProblemKind(f"message.{code}", Severity.ERROR, message, remedy)


FAULTS: dict[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        fault(
            "no_recipient",
            Text("The message has no recipient.", "Nid oes derbynnydd i'r neges."),
            Text("Add at least one.", "Ychwanegwch o leiaf un."),
        ),
        fault(
            "too_many",
            Text(
                "A message can have {most:recipient}; that would make {chosen}.",
                "Gall neges gael {most:recipient}; byddai hynny'n gwneud {chosen}.",
            ),
            Text(
                "Take some away, or send the message in two goes.",
                "Tynnwch rai, neu anfonwch y neges mewn dau dro.",
            ),
        ),
        fault(
            "yourself",
            Text(
                "That is you: messages to oneself are not sent.",
                "Chi yw hwnnw: nid oes modd anfon negeseuon atoch chi eich hun.",
            ),
            Text(
                "Colleagues with the same role see the same messages as you. Choose somebody else.",
                "Mae cydweithwyr sydd â'r un rôl yn gweld yr un negeseuon â chi. Dewiswch rywun arall.",
            ),
        ),
        fault(
            "unknown_recipient",
            Text("There is no school or authority {number}.", "Nid oes ysgol nac awdurdod {number}."),
            Text(
                "Check the two numbers: three figures for the authority, four for the school, such as 681 and 4990.",
                "Gwiriwch y ddau rif: tri ffigur i'r awdurdod, pedwar i'r ysgol, fel 681 a 4990.",
            ),
        ),
        fault(
            "moved_recipient",
            Text("{name} ({number}) has closed.", "Mae {name_cy} ({number}) wedi cau."),
            Text(
                "Write to the school that took its place: {successor_name} ({successor}).",
                "Ysgrifennwch at yr ysgol a gymerodd ei lle: {successor_name_cy} ({successor}).",
            ),
        ),
        fault(
            "closed_recipient",
            Text("{name} ({number}) is not open.", "Nid yw {name_cy} ({number}) ar agor."),
            Text("Write to its local authority.", "Ysgrifennwch at ei hawdurdod lleol."),
        ),
        fault(
            "nobody_reads",
            Text(
                "Nobody at {name} ({number}) can sign in to read it.",
                "{name_cy} ({number}): ni all neb yno fewngofnodi i'w darllen.",
            ),
            Text(
                "Choose another type of user there, or write to the local authority.",
                "Dewiswch fath arall o ddefnyddiwr yno, neu ysgrifennwch at yr awdurdod lleol.",
            ),
        ),
        fault(
            "no_description",
            Text("The description is missing.", "Mae'r disgrifiad ar goll."),
            Text("Say in a few words what the message is about.", "Dywedwch mewn ychydig eiriau am beth mae'r neges."),
        ),
        fault(
            "no_text",
            Text("The text is missing.", "Mae'r testun ar goll."),
            Text("Write what you want to say.", "Ysgrifennwch yr hyn rydych am ei ddweud."),
        ),
        fault(
            "no_name",
            Text("The name is missing.", "Mae'r enw ar goll."),
            Text("Give it a name by which you will find it again.", "Rhowch enw y byddwch yn ei adnabod wrtho."),
        ),
        fault(
            "too_long",
            Text(
                "This is {length:character} long; there is room for {most}.",
                "Mae hyn yn {length} o nodau o hyd; mae lle i {most}.",
            ),
            Text(
                "Make it shorter. Send long papers as a generic file instead.",
                "Byrhewch ef. Anfonwch bapurau hir fel ffeil generig yn lle hynny.",
            ),
        ),
        fault(
            "template_gone",
            Text("That template has just been deleted.", "Mae'r templed hwnnw newydd gael ei ddileu."),
            Text("Choose another, or a blank message.", "Dewiswch un arall, neu neges wag."),
        ),
        fault(
            "group_empty",
            Text("The group has nobody in it.", "Nid oes neb yn y grŵp."),
            Text("Add recipients to it first.", "Ychwanegwch dderbynwyr ato yn gyntaf."),
        ),
    )
}


class MessagingRefused(Exception):
    """It was not done; `problems` says why, by the field that each concerns (empty: none in particular)."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(problems))
        self.problems = dict(problems)
