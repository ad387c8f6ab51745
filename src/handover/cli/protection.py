"""How zones know their agents, said on standard error when a server of zones starts."""

from typing import Final

import click

from handover.zone.core.proof import Proof, proofs
from handover.zone.http.reach import OpenTo
from handover.zone.state import ZoneState
from handover.zone.store.interface import Store

SHOWN: Final = 20
"""How many zones that are not open get a line of their own."""


def tell_protection(store: Store, opened: OpenTo) -> None:
    """Say for each zone how it is protected, those first that are not."""
    states = [store.state(zone) for zone in store.zones()]
    wide = [state for state in states if is_open_zone(state, opened)]
    for state in wide:
        click.secho(alarm(state.id, opened), err=True, bold=True)
    others = [state for state in states if state not in wide]
    for state in others[:SHOWN]:
        click.echo(protection_words(state), err=True)
    if len(others) > SHOWN:
        click.echo(f"... and {len(others) - SHOWN} more zones; `handover zone agents ZONE` shows each.", err=True)


def is_open_zone(state: ZoneState, opened: OpenTo) -> bool:
    """Say whether agents without proof are admitted to a zone by a server."""
    return state.rules.policy == "open" and not state.rules.certificates and opened is not OpenTo.NOBODY


def alarm(zone: str, opened: OpenTo) -> str:
    """Return the warning that a zone is open."""
    whom = "everybody who reaches this server" if opened is OpenTo.EVERYBODY else "every program on this machine"
    return (
        f"WARNING: zone {zone} is OPEN to {whom}: agents without a key or certificate are admitted and may do everything. "
        "Not for real children."
    )


def protection_words(state: ZoneState) -> str:
    """Return how a zone knows its agents that is not open here."""
    count = proofs(state)
    told = f"Zone {state.id}: {count[Proof.CERTIFICATE]} agents by certificate, {count[Proof.KEY]} by key"
    if count[Proof.NONE]:
        told += f", {count[Proof.NONE]} without either, which cannot use it (`handover zone allow {state.id} AGENT`)"
    if state.rules.policy == "open":
        told += "; its policy is open, but not at this server, which may be reached from elsewhere"
    return f"{told}."
