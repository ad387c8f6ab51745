"""The grammar and classes of the messages, from their own tables (`spec/`), like those of the objects."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

from handover.sif.classes import Classes
from handover.sif.grammar import Grammar
from handover.sif.model import SifElement, SifObject
from handover.sif.objects import as_object
from handover.sif.schema import compile_schema
from handover.sif.specification import Specification

_SPEC: Final = Path(__file__).with_name("spec")


@lru_cache(maxsize=1)
def message_grammar() -> Grammar:
    """Return the trees of all messages."""
    return Grammar(Specification(_SPEC))


@lru_cache(maxsize=1)
def payload_classes() -> Classes:
    """Return the classes of all messages."""
    return Classes(message_grammar(), as_object, messages=True)


@cache
def payload_class(name: str) -> type[SifObject]:
    """Return the class of a message by its name in XML; KeyError for a name that is not a message."""
    return payload_classes().of_object(name)


@cache
def compiled_message(name: str, namespaced: bool) -> etree.XMLSchema:
    """Return the compiled schema of one message."""
    return compile_schema(message_grammar(), name, partial=False, namespaced=namespaced)


def __getattr__(name: str) -> Any:
    spec = message_grammar().spec
    if "SIF_" + name in spec.names:
        return payload_class("SIF_" + name)
    if name == "Header":
        return payload_classes().of_type("SIF_Header")
    raise AttributeError(name)


__all__ = ["SifElement", "SifObject", "compiled_message", "message_grammar", "payload_class", "payload_classes"]
