"""Making zones."""

from dataclasses import replace

from handover.zone.broker import Broker
from handover.zone.core.effects import SetZone
from handover.zone.core.parsing import ID_LENGTH
from handover.zone.rules import Policy
from handover.zone.store.interface import NoSuchZone, Store
from handover.zone.store.places import OWN
from handover.zone.store.spread import SpreadStore


class BadZoneId(ValueError):
    """A zone cannot have this id; the text says why."""


def create_zone(broker: Broker, zone: str, name: str = "", policy: Policy = "closed", database: str = OWN) -> bool:
    """Make a zone, in a further database if one is named, unless there is one with this id; say whether it was made.

    Raises BadZoneId, and ValueError for a database that is not there.

    The id is the last part of the zone's address and the source of its messages, and never changes.
    """
    if not zone.isprintable() or not 0 < len(zone) <= ID_LENGTH or set(zone) & set("/?# "):
        raise BadZoneId(f"a zone's id has 1 to {ID_LENGTH} characters, without blanks and none of / ? #")
    try:
        broker.store.state(zone)
    except NoSuchZone:
        create_in_database(broker.store, zone, database)
        rules = broker.store.state(zone).rules
        broker.administer(zone, SetZone(name or zone, replace(rules, policy=policy)))
        return True
    return False


def create_in_database(store: Store, zone: str, database: str = OWN) -> None:
    """Make an empty zone in a database. Raises ValueError for one that is not there, or if the zone is in another."""
    if isinstance(store, SpreadStore):
        store.create_in(zone, database)
    elif database != OWN:
        raise ValueError(f"HANDOVER_ZONE_DATABASES names no database {database}")
    else:
        store.create(zone)


def create_open_zone(broker: Broker, zone: str) -> bool:
    """Make a zone for trying things out, that admits every agent with all rights. As `make_zone`."""
    return create_zone(broker, zone, policy="open")
