"""The rules for every object that are judged over a collection: keys and references."""

from typing import Final

from handover.sif.checks.rule import ERROR, WARNING, SifRule, make_rule

_SEND = (
    "Send the object that it points to as well, or correct the reference.",
    "Anfonwch y gwrthrych y mae'n cyfeirio ato hefyd, neu cywirwch y cyfeiriad.",
)

RULES: Final[tuple[SifRule, ...]] = (
    make_rule(
        "G2",
        ERROR,
        (
            "Another {object} with the same key ({key}) is in line {first}.",
            "Mae {object} arall â'r un allwedd ({key}) yn llinell {first}.",
        ),
        ("Keep one of them, or give each its own key.", "Cadwch un ohonynt, neu rhowch ei allwedd ei hun i bob un."),
    ),
    make_rule(
        "reference",
        ERROR,
        (
            "{element} points to {target}, but no {type} has that RefId.",
            "Mae {element} yn cyfeirio at {target}, ond nid oes gan yr un {type} y RefId hwnnw.",
        ),
        _SEND,
    ),
    make_rule(
        "reference_type",
        ERROR,
        (
            "{element} points to {target}, which is a {found}, not a {type}.",
            "Mae {element} yn cyfeirio at {target}, sy'n {found}, nid yn {type}.",
        ),
        _SEND,
    ),
    make_rule(
        "reference_unseen",
        WARNING,
        (
            "{element} points to {target}, but none of the {type} objects sent with it has that RefId.",
            "Mae {element} yn cyfeirio at {target}, ond nid oes gan yr un o'r gwrthrychau {type} a anfonwyd y RefId.",
        ),
        _SEND,
    ),
)
