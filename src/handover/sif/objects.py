"""The classes of all objects and of their parts, made from the tables when first used.

`from handover.sif.objects import LearnerPersonal, Name`. The types that editors and mypy see are in `objects.pyi`,
which `handover sif generate` writes from the same tables.
"""

from functools import cache, lru_cache
from typing import Any

from lxml import etree

from handover.common.xml import local_name
from handover.sif.classes import Classes
from handover.sif.grammar import grammar
from handover.sif.model import SifElement, SifObject


@lru_cache(maxsize=1)
def object_classes() -> Classes:
    """Return the classes of the packaged model."""
    return Classes(grammar())


@cache
def object_class(name: str) -> type[SifObject]:
    """Return the class of an object by its name in XML; KeyError for a name that is not an object."""
    return object_classes().with_parts(name)


def as_object(element: etree._Element) -> SifObject | etree._Element:
    """Return the object that an element describes, or the element itself when it is not one of the objects."""
    name = local_name(element)
    return object_class(name).view(element) if name in grammar().spec.known else element


def __getattr__(name: str) -> Any:
    spec = grammar().spec
    if name in spec.names:
        return object_class(name)
    for type_name, kind in spec.types.items():
        if kind.kind == "complex" and type_name.replace("_", "") == name:
            return object_classes().of_type(type_name)
    for type_name, kind in spec.types.items():
        if kind.kind == "complex":
            object_classes().of_type(type_name)
    if name in object_classes().made:
        return object_classes().made[name]
    raise AttributeError(name)


__all__ = ["SifElement", "SifObject", "as_object", "object_class", "object_classes"]
