"""Zones for trying things out."""

from dataclasses import replace

from handover.zone.broker import Broker
from handover.zone.core.effects import SetZone
from handover.zone.store.interface import NoSuchZone


def open_zone(broker: Broker, zone: str) -> bool:
    """Make a zone that admits every agent with all rights, unless there is one with this id; say whether it was made."""
    try:
        broker.store.state(zone)
    except NoSuchZone:
        broker.store.create(zone)
        rules = broker.store.state(zone).rules
        broker.administer(zone, SetZone(zone, replace(rules, policy="open")))
        return True
    return False
