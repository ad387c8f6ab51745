"""The check of a message around its objects: version, one payload, its table, and what its table cannot say."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

from handover.common.problems import Problem, ProblemKind, Severity
from handover.common.text import Text
from handover.common.xml import local_name
from handover.sif.checks.place import ObjectPlace
from handover.sif.checks.structure import Mode, explain_faults
from handover.sif.messages.message import VERSION
from handover.sif.messages.payloads import compiled_message, message_grammar
from handover.sif.specification import UK_NAMESPACE

MESSAGE: Final = f"{{{UK_NAMESPACE}}}SIF_Message"
_SUPPLIER: Final = Text(
    "Show this to the supplier of the software that sent it: the program must be put right.",
    "Dangoswch hyn i gyflenwr y feddalwedd a'i hanfonodd: rhaid cywiro'r rhaglen.",
)


def _kind(code: str, en: str, cy: str) -> ProblemKind:
    return ProblemKind(f"sif.message.{code}", Severity.ERROR, Text(en, cy), _SUPPLIER)


KINDS: Final[Mapping[str, ProblemKind]] = MappingProxyType(
    {
        "version": _kind(
            "version",
            "The message's Version is {value}, which is not a version such as 2.3.",
            "{value} yw Version y neges, nad yw'n fersiwn fel 2.3.",
        ),
        "payload": _kind(
            "payload",
            "A SIF_Message holds exactly one message; this one holds {count}: {names}",
            "Mae SIF_Message yn dal un neges yn union; mae hon yn dal {count}: {names}",
        ),
        "unknown": _kind("unknown", "There is no message {element}.", "Nid oes neges {element}."),
        "one_of": _kind(
            "one_of",
            "{parent} must hold exactly one of {choices}; it holds {count}.",
            "Rhaid i {parent} ddal un yn union o {choices}; mae'n dal {count}.",
        ),
        "namespace": _kind(
            "namespace",
            "The message is in the namespace {namespace}; SIF UK uses {expected}.",
            "Mae'r neges yn y gofod enwau {namespace}; mae SIF UK yn defnyddio {expected}.",
        ),
    }
)
"""What can be wrong with a message beside what its table says."""

CHOICES: Final[Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]] = MappingProxyType(
    {
        "SIF_Ack": (("", ("SIF_Status", "SIF_Error")),),
        "SIF_Request": (("", ("SIF_Query", "SIF_ExtendedQuery")),),
        "SIF_Response": (("", ("SIF_Error", "SIF_ObjectData", "SIF_ExtendedQueryResults")),),
        "SIF_SystemControl": (
            (
                "SIF_SystemControlData",
                (
                    "SIF_Ping",
                    "SIF_Sleep",
                    "SIF_Wakeup",
                    "SIF_GetMessage",
                    "SIF_GetZoneStatus",
                    "SIF_GetAgentACL",
                    "SIF_CancelRequests",
                ),
            ),
        ),
    }
)
"""Where a message must hold exactly one of several elements."""


def check_envelope(root: etree._Element) -> Iterator[Problem]:
    """Yield what is wrong with a message, apart from its objects."""
    namespace = root.tag.rpartition("}")[0][1:]
    if namespace not in ("", UK_NAMESPACE):
        yield ObjectPlace(root).problem(KINDS["namespace"], namespace=namespace, expected=UK_NAMESPACE)
        return
    version = root.get("Version", "")
    if VERSION.fullmatch(version) is None:
        yield ObjectPlace(root).problem(KINDS["version"], root, "/@Version", value=version or "“”")
    if len(root) != 1:
        names = ", ".join(map(local_name, root))
        yield ObjectPlace(root).problem(KINDS["payload"], count=len(root), names=names)
    for payload in root:
        name, schema = _known(payload.tag, bool(namespace))
        if schema is None:
            yield ObjectPlace(root).problem(KINDS["unknown"], payload, element=name)
            continue
        if not schema.validate(payload):
            trees = message_grammar()
            yield from explain_faults(payload, trees.object(name), Mode(), trees.spec)
        if name in CHOICES:
            yield from _choices(payload, name, ObjectPlace(root))


def is_envelope_sound(root: etree._Element, payload: etree._Element) -> bool:
    """Say whether nothing is wrong with a message of the UK namespace around its one payload, which is an event."""
    return (
        root.tag == MESSAGE
        and VERSION.fullmatch(root.get("Version", "")) is not None
        and compiled_message("SIF_Event", True).validate(payload)
    )


@lru_cache(maxsize=256)
def _known(tag: str, namespaced: bool) -> tuple[str, etree.XMLSchema | None]:
    """Return the name of a message and its schema; None for the schema of what is no message."""
    name = tag.rpartition("}")[2]
    return name, compiled_message(name, namespaced) if name in message_grammar().spec.known else None


def _choices(payload: etree._Element, name: str, place: ObjectPlace) -> Iterator[Problem]:
    for path, choices in CHOICES[name]:
        holder = payload if not path else next((e for e in payload if local_name(e) == path), None)
        count = sum(local_name(child) in choices for child in holder) if holder is not None else 1
        if count != 1:
            words: dict[str, Any] = {"parent": path or name, "choices": ", ".join(choices), "count": count}
            yield place.problem(KINDS["one_of"], payload, **words)
