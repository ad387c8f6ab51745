"""What handlers are given: an event, or the query of a request."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, Final, Generic, Literal, TypeAlias, TypeVar, cast

from handover.sif.messages import Message, QueryNotSupported, select
from handover.sif.messages.payloads import Request
from handover.sif.model import AnyWhole, SifObject, WholeObject

T = TypeVar("T", bound=AnyWhole)
T_co = TypeVar("T_co", bound=AnyWhole, covariant=True)
P = TypeVar("P", bound=SifObject)
Blocking = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class EventHead(Generic[T_co]):
    """What is known of a SIF_Event whatever its action: who says so, and what.

    `message_id` is the same when the event comes again, so a handler can tell that it has had it.
    """

    _objects: tuple[SifObject, ...]
    source: str
    message_id: str
    contexts: tuple[str, ...]
    version: str
    _blocking: Blocking = field(default=nullcontext, repr=False, compare=False)

    @property
    def partial_objects(self: "EventHead[WholeObject[P]]") -> tuple[P, ...]:
        """The objects as partial ones whatever the action, for who takes an Add too that lacks what it must have."""
        partial = (thing.as_partial() if isinstance(thing, WholeObject) else thing for thing in self._objects)
        return cast("tuple[P, ...]", tuple(partial))

    def blocking(self) -> AbstractContextManager[None]:
        """Hold back all other events while the body works (selective message blocking, section 9).

        The zone gets status 2 now and status 3 when the handler has returned, also when it fails.
        """
        return self._blocking()


@dataclass(frozen=True, slots=True)
class AddEvent(EventHead[T_co]):
    """Objects that are new: whole ones. What one lacks that it must have raises `MissingValue` when it is read."""

    action: ClassVar[Literal["Add"]] = "Add"

    @property
    def objects(self) -> tuple[T_co, ...]:
        """The objects, all of one type."""
        return cast("tuple[T_co, ...]", self._objects)

    @property
    def object(self) -> T_co:
        """The object, where there is one; the first of several."""
        return self.objects[0]


@dataclass(frozen=True, slots=True)
class PartialEvent(EventHead[T_co]):
    """What Change and Delete have in common: partial objects, of which anything but the key may be None."""

    @property
    def objects(self: "PartialEvent[WholeObject[P]]") -> tuple[P, ...]:
        """The objects, all of one type."""
        return cast("tuple[P, ...]", self._objects)

    @property
    def object(self: "PartialEvent[WholeObject[P]]") -> P:
        """The object, where there is one; the first of several."""
        return self.objects[0]


@dataclass(frozen=True, slots=True)
class ChangeEvent(PartialEvent[T_co]):
    """What changed: the key of each object, and what is different. `nils` names what was emptied."""

    action: ClassVar[Literal["Change"]] = "Change"


@dataclass(frozen=True, slots=True)
class DeleteEvent(PartialEvent[T_co]):
    """Objects that are no more: their keys, and perhaps more."""

    action: ClassVar[Literal["Delete"]] = "Delete"


Event: TypeAlias = AddEvent[T] | ChangeEvent[T] | DeleteEvent[T]
"""A SIF_Event (section 4.1): what happened to objects of one type. `event.action` tells which of the three it is."""

EVENTS: Final[Mapping[str, type[EventHead[Any]]]] = MappingProxyType(
    {"Add": AddEvent, "Change": ChangeEvent, "Delete": DeleteEvent}
)
"""The class of an event by its Action."""


@dataclass(frozen=True, slots=True)
class Query:
    """The SIF_Query of a request, and who asks (sections 4.2 and 4.4)."""

    object_name: str
    elements: tuple[str, ...]
    source: str
    message_id: str
    context: str
    version: str
    sif_query: Request.SIFQuery

    def select(self, objects: Iterable[WholeObject[P]]) -> Iterator[P]:
        """Yield the objects that are asked for, with the elements wanted. Raises `QueryNotSupported`."""
        return cast("Iterator[P]", select(self.sif_query, objects))

    @property
    def ref_id(self) -> str | None:
        """The RefId, where the query asks for exactly one object by it: the most frequent query there is."""
        group = self.sif_query.sif_condition_group
        if group is None or len(group.sif_conditions) != 1 or len(group.sif_conditions[0].sif_condition) != 1:
            return None
        only = group.sif_conditions[0].sif_condition[0]
        return only.sif_value if (only.sif_element, only.sif_operator.upper()) == ("@RefId", "EQ") else None


class NotAnEvent(ValueError):
    """The message is a SIF_Event in name only."""


def event_of(message: Message, blocking: Blocking) -> Event[AnyWhole]:
    """Return what a handler is given for a SIF_Event. Raises `NotAnEvent`."""
    try:
        held = message.payload.sif_object_data.sif_event_object
        objects = held.objects
    except AttributeError:
        raise NotAnEvent("The SIF_Event holds no SIF_EventObject.") from None
    known = tuple(thing for thing in objects if isinstance(thing, SifObject))
    if not known or len(known) != len(objects):
        raise NotAnEvent("The SIF_Event holds something that is not an object of SIF UK.")
    kind = EVENTS.get(held.action)
    if kind is None:
        raise NotAnEvent("The Action of the SIF_Event is not Add, Change or Delete.")
    head = message.header
    event = kind(known, head.sif_source_id, head.sif_msg_id, message.contexts, message.version, blocking)
    return cast("Event[AnyWhole]", event)


def event_name(message: Message) -> str:
    """Return the name of the objects that an event is about; the empty text when it does not say."""
    data = message.payload.sif_object_data
    held = data.sif_event_object if data is not None else None
    return (held.object_name if held is not None else None) or ""


def query_of(message: Message) -> Query:
    """Return what a provider is given for a SIF_Request. Raises `QueryNotSupported` when there is no SIF_Query."""
    asked = message.payload.sif_query
    if asked is None or asked.sif_query_object is None:
        raise QueryNotSupported("The request holds no SIF_Query.")
    head = message.header
    return Query(
        asked.sif_query_object.object_name,
        tuple(asked.sif_query_object.sif_element),
        head.sif_source_id,
        head.sif_msg_id,
        message.contexts[0],
        message.version,
        asked,
    )
