"""What can be wrong with a password that somebody wants to choose, as a table; each with its remedy."""

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

CHOOSE_WORDS = Text(
    "Choose three or four words that have nothing to do with each other.",
    "Dewiswch dri neu bedwar gair nad oes cysylltiad rhyngddynt.",
)

FAULTS: dict[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        ProblemKind(
            "password.short",
            Severity.ERROR,
            Text("The password is too short.", "Mae'r cyfrinair yn rhy fyr."),
            Text(
                "Use at least {least:character}: three or four words do well.",
                "Defnyddiwch o leiaf {least:character}: mae tri neu bedwar gair yn gweithio'n dda.",
            ),
        ),
        ProblemKind(
            "password.own_words",
            Severity.ERROR,
            Text(
                "The password is too like your name, your school or this service: “{word}” is in it.",
                "Mae'r cyfrinair yn rhy debyg i'ch enw, eich ysgol neu'r gwasanaeth hwn: mae “{word}” ynddo.",
            ),
            Text(
                "Choose three or four words that have nothing to do with you, your work, the place or the year.",
                "Dewiswch dri neu bedwar gair heb unrhyw gysylltiad â chi, eich gwaith, y lle na'r flwyddyn.",
            ),
        ),
        ProblemKind(
            "password.repeated",
            Severity.ERROR,
            Text(
                "The password repeats the same letters or words.",
                "Mae'r cyfrinair yn ailadrodd yr un llythrennau neu eiriau.",
            ),
            CHOOSE_WORDS,
        ),
        ProblemKind(
            "password.common",
            Severity.ERROR,
            Text(
                "Many people use this password, or one much like it.",
                "Mae llawer o bobl yn defnyddio'r cyfrinair hwn, neu un tebyg iawn iddo.",
            ),
            CHOOSE_WORDS,
        ),
        ProblemKind(
            "password.in_order",
            Severity.ERROR,
            Text(
                "The password follows the order of keys, letters or figures, or is a date.",
                "Mae'r cyfrinair yn dilyn trefn bysellau, llythrennau neu rifau, neu'n ddyddiad.",
            ),
            CHOOSE_WORDS,
        ),
        ProblemKind(
            "password.guessable",
            Severity.ERROR,
            Text("The password would be guessed too soon.", "Byddai'r cyfrinair yn cael ei ddyfalu'n rhy fuan."),
            Text(
                "Make it longer by another word that nobody would expect.",
                "Gwnewch ef yn hirach, gyda gair arall na fyddai neb yn ei ddisgwyl.",
            ),
        ),
    )
}
