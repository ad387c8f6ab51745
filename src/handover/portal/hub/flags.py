"""Which children's records a person must look at first: what a school's software holds of courts, addresses and protection.

SIF UK 1.2 has no element of its own for a court order or a protected address: software says it by a legal alert, by the
flags of a contact, or in an extended element. None of this goes into the file; it only stops the file.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from handover.sif.model import SifObject
from handover.sif.objects import PartialLearnerContact, PartialLearnerPersonal

_NAMES: Final = re.compile(
    r"court.?order|protected.?address|address.?(?:protect|withheld|confidential)|(?:confidential|secret).?address|no.?contact",
    re.IGNORECASE,
)
_NO: Final = frozenset({"", "n", "no", "false", "0", "none"})


@dataclass(frozen=True, slots=True)
class ChildFlag:
    """A sign that a person must look first: its key, the object that carries it, and how it is recognised."""

    key: str
    kind: type[SifObject]
    holds: Callable[[Any], bool]


def _legal(learner: PartialLearnerPersonal) -> bool:
    return any(alert.type == "Legal" for alert in learner.alert_msg_list or ())


def _protected(learner: PartialLearnerPersonal) -> bool:
    register = learner.child_protection_register
    return register is not None and "Yes" in (register.is_registered, register.sibling_registered)


def _address_kept(contact: PartialLearnerContact) -> bool:
    flags = contact.contact_flags
    return flags is not None and "No" in (flags.address_disclosure, flags.transfer_address)


def _named(thing: Any) -> bool:
    return any(
        _NAMES.search(each.name or "") and re.sub(r"<[^>]*>", "", each.xml or "").strip().casefold() not in _NO
        for each in thing.sif_extended_elements or ()
    )


FLAGS: Final = (
    ChildFlag("legal alert", PartialLearnerPersonal, _legal),
    ChildFlag("child protection", PartialLearnerPersonal, _protected),
    ChildFlag("address not to be told", PartialLearnerContact, _address_kept),
    ChildFlag("named by the school's software", PartialLearnerPersonal, _named),
    ChildFlag("named with a contact", PartialLearnerContact, _named),
)


def must_be_looked_at(objects: Iterable[SifObject]) -> bool:
    """Say whether one of the objects of a child carries a sign that a person must look first."""
    return any(isinstance(thing, flag.kind) and flag.holds(thing) for thing in objects for flag in FLAGS)
