"""What can be wrong with the form of an object: names, order, what is missing, and what a text may be."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

_SUPPLIER = Text(
    "Show this to the supplier of the software that wrote it: the program must be put right.",
    "Dangoswch hyn i gyflenwr y feddalwedd a'i hysgrifennodd: rhaid cywiro'r rhaglen.",
)
_FILL = Text(
    "Fill it in in the system the data came from, and send the object again.",
    "Llenwch ef yn y system y daeth y data ohoni, ac anfonwch y gwrthrych eto.",
)
_CORRECT = Text(
    "Correct the value in the system the data came from, and send the object again.",
    "Cywirwch y gwerth yn y system y daeth y data ohoni, ac anfonwch y gwrthrych eto.",
)
_LOOK = Text(
    "Look the code up in the list ({list}) and correct it in the system the data came from.",
    "Chwiliwch am y cod yn y rhestr ({list}) a'i gywiro yn y system y daeth y data ohoni.",
)


def _kind(code: str, en: str, cy: str, remedy: Text, severity: Severity = Severity.ERROR) -> ProblemKind:
    return ProblemKind(f"sif.{code}", severity, Text(en, cy), remedy)


_KINDS: tuple[ProblemKind, ...] = (
    _kind(
        "stray_text",
        "There is text before the first tag: {text}",
        "Mae testun cyn y tag cyntaf: {text}",
        Text("Take the text away: a document begins with a tag.", "Tynnwch y testun: mae dogfen yn dechrau â thag."),
    ),
    _kind(
        "no_objects",
        "There is no SIF object in the document; it begins with {element}.",
        "Nid oes gwrthrych SIF yn y ddogfen; mae'n dechrau â {element}.",
        Text(
            "Send one of the {count:object}, several inside one element, or a SIF_Message.",
            "Anfonwch un o'r {count:object}, sawl un o fewn un elfen, neu SIF_Message.",
        ),
    ),
    _kind(
        "unknown_object",
        "{element} is not an object of {version}.",
        "Nid yw {element} yn wrthrych o {version}.",
        Text(
            "Check the name: capitals matter. `handover sif objects` lists them all.",
            "Gwiriwch yr enw: mae priflythrennau'n bwysig. Mae `handover sif objects` yn eu rhestru.",
        ),
    ),
    _kind(
        "namespace",
        "{element} is in the namespace {namespace}; SIF UK uses {expected}.",
        "Mae {element} yn y gofod enwau {namespace}; mae SIF UK yn defnyddio {expected}.",
        _SUPPLIER,
    ),
    _kind(
        "unknown_element",
        "{element} does not belong in {parent}.",
        "Nid yw {element} yn perthyn i {parent}.",
        Text(
            "Take it out, or correct its name; capitals matter. {parent} may hold: {allowed}.",
            "Tynnwch ef, neu gywirwch ei enw; mae priflythrennau'n bwysig. Gall {parent} gynnwys: {allowed}.",
        ),
    ),
    _kind(
        "order",
        "{element} is in the wrong place in {parent}: it must come before {after}.",
        "Mae {element} yn y lle anghywir yn {parent}: rhaid iddo ddod cyn {after}.",
        _SUPPLIER,
    ),
    _kind(
        "repeated",
        "{element} is in {parent} more than once; only one is allowed.",
        "Mae {element} yn {parent} fwy nag unwaith; dim ond un a ganiateir.",
        Text("Keep one of them.", "Cadwch un ohonynt."),
    ),
    _kind("missing", "{element} is missing in {parent}.", "Mae {element} ar goll yn {parent}.", _FILL),
    _kind(
        "missing_attribute",
        "The attribute {element} is missing on {parent}.",
        "Mae'r priodoledd {element} ar goll ar {parent}.",
        _FILL,
    ),
    _kind(
        "unknown_attribute",
        "The attribute {element} does not belong on {parent}.",
        "Nid yw'r priodoledd {element} yn perthyn ar {parent}.",
        Text("Take it out, or correct its name.", "Tynnwch ef, neu gywirwch ei enw."),
    ),
    _kind(
        "code",
        "{element} is {value}, which is not in the list of codes.",
        "{value} yw {element}, nad yw yn y rhestr o godau.",
        _LOOK,
    ),
    _kind(
        "newer_code",
        "{element} is {value}, which is not in the list of codes; a later version may have it.",
        "{value} yw {element}, nad yw yn y rhestr o godau; efallai ei fod mewn fersiwn diweddarach.",
        _LOOK,
        Severity.WARNING,
    ),
    _kind(
        "open_code",
        "{element} is {value}, which is not in our list; the list changes when areas are reorganised.",
        "{value} yw {element}, nad yw yn ein rhestr; mae'r rhestr yn newid pan gaiff ardaloedd eu had-drefnu.",
        _LOOK,
        Severity.WARNING,
    ),
    _kind(
        "defect_code",
        "{element} holds a remark that the published schema lists as a value by mistake: {value}",
        "Mae {element} yn cynnwys sylw y mae'r sgema a gyhoeddwyd yn ei restru fel gwerth drwy gamgymeriad: {value}",
        Text("Leave the element out instead.", "Gadewch yr elfen allan yn lle hynny."),
        Severity.WARNING,
    ),
    _kind("value", "{element} is {value}, which is not {type}.", "{value} yw {element}, ac nid yw'n {type}.", _CORRECT),
    _kind(
        "length",
        "{element} is {value}: longer than {limit:character}.",
        "{value} yw {element}: yn hirach na {limit:character}.",
        _CORRECT,
    ),
    _kind(
        "range",
        "{element} is {value}; it must be from {low} to {high}.",
        "{value} yw {element}; rhaid iddo fod o {low} i {high}.",
        _CORRECT,
    ),
    _kind(
        "pattern",
        "{element} is {value}, which does not have the right form ({form}).",
        "{value} yw {element}, nad yw o'r ffurf gywir ({form}).",
        _CORRECT,
    ),
    _kind(
        "text_inside",
        "{element} holds text where only other elements belong: {value}",
        "Mae {element} yn cynnwys testun lle dylai fod elfennau eraill yn unig: {value}",
        _SUPPLIER,
    ),
    _kind(
        "elements_inside",
        "{element} holds other elements where only text belongs.",
        "Mae {element} yn cynnwys elfennau eraill lle dylai fod testun yn unig.",
        _SUPPLIER,
    ),
    _kind(
        "nil",
        "{element} is emptied with xsi:nil, which is not allowed here.",
        "Mae {element} wedi'i wagio ag xsi:nil, ac nid oes hawl i wneud hynny yma.",
        Text(
            "Only an optional element may be emptied, and only when a Change says that its value was removed.",
            "Dim ond elfen ddewisol y gallwch ei gwagio, a dim ond pan fo Change yn dweud bod ei gwerth wedi'i dynnu.",
        ),
    ),
    _kind(
        "nil_in_whole",
        "{element} is emptied with xsi:nil in a whole object.",
        "Mae {element} wedi'i wagio ag xsi:nil mewn gwrthrych cyfan.",
        Text(
            "Leave it out: xsi:nil is for Change events. Check with --partial if this is one.",
            "Gadewch ef allan: ar gyfer digwyddiadau Change y mae xsi:nil. Gwiriwch â --partial os dyna yw hwn.",
        ),
        Severity.WARNING,
    ),
    _kind(
        "action_in_whole",
        "{element} carries SIF_Action in a whole object.",
        "Mae {element} yn cario SIF_Action mewn gwrthrych cyfan.",
        Text(
            "Leave it out: SIF_Action is for Change events. Check with --partial if this is one.",
            "Gadewch ef allan: ar gyfer digwyddiadau Change y mae SIF_Action. Gwiriwch â --partial os dyna yw hwn.",
        ),
        Severity.WARNING,
    ),
    _kind(
        "xsi_type",
        "{element} claims another type with xsi:type, which is not allowed here.",
        "Mae {element} yn hawlio math arall ag xsi:type, ac nid oes hawl i wneud hynny yma.",
        _SUPPLIER,
    ),
    _kind(
        "schema",
        "The object does not fit the schema: {detail}",
        "Nid yw'r gwrthrych yn ffitio'r sgema: {detail}",
        _SUPPLIER,
    ),
    _kind(
        "too_large",
        "One piece of the document is longer than {limit} MB.",
        "Mae un darn o'r ddogfen yn hirach na {limit} MB.",
        Text(
            "Send the data as many objects inside one element, none of them so long.",
            "Anfonwch y data fel llawer o wrthrychau o fewn un elfen, heb un mor hir.",
        ),
    ),
    _kind(
        "event_name",
        "The event says that it carries {declared}, but it holds {element}.",
        "Mae'r digwyddiad yn dweud ei fod yn cario {declared}, ond mae'n dal {element}.",
        _SUPPLIER,
    ),
    _kind(
        "no_events",
        "{element} is never sent in an event; it is only given in answer to a request.",
        "Nid yw {element} byth yn cael ei anfon mewn digwyddiad; dim ond fel ateb i gais.",
        _SUPPLIER,
    ),
    _kind(
        "mixed_answer",
        "The answer holds {element} beside {first}; all objects of one answer are of one type.",
        "Mae'r ateb yn dal {element} wrth ochr {first}; mae holl wrthrychau un ateb o'r un math.",
        _SUPPLIER,
    ),
)

GRAMMAR: Final[Mapping[str, ProblemKind]] = MappingProxyType({kind.code: kind for kind in _KINDS})
"""Every fault of form by its code."""
