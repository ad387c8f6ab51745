"""Why no training county is given now; each with its remedy."""

from typing import Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

FAULTS: Final[dict[str, ProblemKind]] = {
    kind.code: kind
    for kind in (
        ProblemKind(
            "training.off",
            Severity.ERROR,
            Text("This site gives no training keys.", "Nid yw'r wefan hon yn rhoi allweddi hyfforddi."),
            Text(
                "Ask those who run the site whether there is another one for training.",
                "Gofynnwch i'r rhai sy'n rhedeg y wefan a oes un arall ar gyfer hyfforddi.",
            ),
        ),
        ProblemKind(
            "training.many_a_day",
            Severity.ERROR,
            Text(
                "Your address has been given {most} training counties within a day, which is as many as there are for it.",
                "Mae'ch cyfeiriad wedi cael {most} sir hyfforddi o fewn diwrnod, sef y nifer mwyaf sydd ar gael iddo.",
            ),
            Text(
                "Go on with the keys that you have, or come back tomorrow.",
                "Parhewch â'r allweddi sydd gennych, neu dewch yn ôl yfory.",
            ),
        ),
        ProblemKind(
            "training.many",
            Severity.ERROR,
            Text(
                "All training counties of this site are in use.",
                "Mae pob sir hyfforddi ar y wefan hon yn cael ei defnyddio.",
            ),
            Text(
                "Come back in some days: those that nobody uses are removed. If it is urgent, tell those who run the site.",
                "Dewch yn ôl ymhen rhai dyddiau: caiff y rhai nad oes neb yn eu defnyddio eu tynnu. Os yw'n frys, "
                "dywedwch wrth y "
                "rhai sy'n rhedeg y wefan.",
            ),
        ),
    )
}
