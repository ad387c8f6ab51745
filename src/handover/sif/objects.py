"""The classes of all objects and of their parts, made from the tables when first used.

`from handover.sif.objects import LearnerPersonal, Name`. The types that editors and mypy see are in `objects.pyi`,
which `handover sif generate` writes from the same tables.
"""

from functools import cache, lru_cache
from typing import Any, Final

from lxml import etree

from handover.common.xml import local_name
from handover.sif.classes import PARTIAL, Classes
from handover.sif.grammar import grammar
from handover.sif.model import AnyWhole, SifElement, SifObject

PARTIAL_ACTIONS: Final = ("Change", "Delete")
"""The events that may carry only part of an object (G4)."""


@lru_cache(maxsize=1)
def object_classes() -> Classes:
    """Return the classes of the packaged model."""
    return Classes(grammar())


@cache
def object_class(name: str) -> type[AnyWhole]:
    """Return the class of a whole object by its name in XML; KeyError for a name that is not an object."""
    made: Any = object_classes().of_object(name)
    return made  # type: ignore[no-any-return]


@cache
def partial_class(name: str) -> type[SifObject]:
    """Return the class of a partial object by its name in XML; KeyError for a name that is not an object."""
    return object_classes().of_partial(name)


def as_object(element: etree._Element) -> SifObject | etree._Element:
    """Return the object that an element describes, or the element itself when it is not one of the objects.

    It is a partial one inside an event that may carry only part of an object.
    """
    name = local_name(element)
    if name not in grammar().spec.known:
        return element
    around = element.getparent()
    partial = around is not None and around.get("Action") in PARTIAL_ACTIONS
    return (partial_class if partial else object_class)(name).view(element)


def __getattr__(name: str) -> Any:
    plain = name.removeprefix(PARTIAL)
    spec, classes = grammar().spec, object_classes()
    if plain in spec.names:
        return object_class(name) if plain == name else partial_class(plain)
    for type_name, kind in spec.types.items():
        if kind.kind == "complex" and type_name.replace("_", "") == plain:
            return _known(classes.of_type(type_name, partial=plain != name), name)
    for type_name, kind in spec.types.items():
        if kind.kind == "complex":
            classes.of_type(type_name)
    if name in classes.made:
        return classes.made[name]
    raise AttributeError(name)


def _known(found: type[SifElement], name: str) -> type[SifElement]:
    """Return a class if it has this name: a type in which nothing must be there has no class for partial objects."""
    if found.__name__ != name:
        raise AttributeError(name)
    return found


__all__ = ["SifElement", "SifObject", "as_object", "object_class", "object_classes", "partial_class"]
