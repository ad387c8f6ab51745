"""`handover zone databases|move`: which zone lies in which database, and moving one to another."""

from collections.abc import Iterator
from typing import Final

import click

from handover.cli.zone_administration import _note, lined_up, on_database
from handover.zone.broker import Broker
from handover.zone.store.interface import StoreFault
from handover.zone.store.moving import CannotMove, move_zone
from handover.zone.store.places import OWN
from handover.zone.store.spread import SpreadStore

OWN_NAME: Final = "own"
"""What the site's own database is called in commands; no other may have this name."""


@click.command("databases")
@on_database()
def list_databases(broker: Broker) -> None:
    """List the databases of zones: how each is, and which zones lie there. Exit code 1 where something is wrong."""
    from django.conf import settings

    from handover.portal.zones.setting_up import find_further_faults

    store, faults = broker.store, find_further_faults()
    names = (OWN, *settings.CONFIG.zone_databases)
    zones: dict[str, list[str]] = {name: [] for name in names}
    for zone in store.zones():
        zones[store.database_of(zone) if isinstance(store, SpreadStore) else OWN].append(zone)
    lined_up(
        [
            ("Database", "State", "Zones"),
            *((name or OWN_NAME, faults.get(name, "answers"), ", ".join(zones[name]) or "none") for name in names),
        ]
    )
    wrong = [*_find_slips(store)] if isinstance(store, SpreadStore) else []
    for sentence in wrong:
        click.echo(sentence, err=True)
    if wrong or faults:
        raise SystemExit(1)


def _find_slips(store: SpreadStore) -> Iterator[str]:
    """Yield what does not fit between the table of places and the databases."""
    for zone, place in sorted(store.places().items()):
        if place.moving is not None:
            yield (
                f"The move of zone {zone} between {place.database or OWN_NAME} and {place.moving or OWN_NAME} was cut off: "
                f"`handover zone move {zone} --to` one of the two finishes or undoes it."
            )
    for zone, name in store.find_doubles():
        yield (
            f"Zone {zone} lies in {store.database_of(zone) or OWN_NAME}, and {name or OWN_NAME} holds one of that name "
            "too, which nobody reaches: perhaps one of the two is a backup from before a move."
        )


@click.command("move")
@click.argument("zone")
@click.option("--to", "name", required=True, metavar="NAME", help="A database of HANDOVER_ZONE_DATABASES, or `own`.")
@on_database()
def move_zone_command(broker: Broker, zone: str, name: str) -> None:
    """Move a zone to another database. Software is asked to come later meanwhile; run again, it finishes what was cut off."""
    from django.conf import settings

    from handover.portal.zones.broker import database_address
    from handover.zone.store.databases import open_pools

    try:
        with open_pools(database_address(), settings.CONFIG.zone_databases) as pools:
            _note("zone.moved", zone, database=name)
            copied = move_zone(pools, zone, OWN if name == OWN_NAME else name)
    except CannotMove as fault:
        raise click.ClickException(str(fault)) from None
    except StoreFault as fault:
        raise click.ClickException(
            f"A database does not answer: {fault}. Run the command again when it does; until then `handover zone databases` "
            "says how far the zone has come."
        ) from None
    for table, number in copied.items():
        click.echo(f"{table}: {number} rows copied")
    click.echo(f"Zone {zone} lies in {name}.")


COMMANDS: Final = (list_databases, move_zone_command)
