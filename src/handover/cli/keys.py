"""`handover keys status|new|rotate|reseal|finish|reopen`: changing the master key of a site while people work."""

import json
from typing import TYPE_CHECKING

import click

from handover.cli.site import demand_tables, expect_database, set_up

if TYPE_CHECKING:
    from handover.portal.operations.changing_key import KeyStatus


@click.group("keys")
def keys_command() -> None:
    """Change the master key while people work, and say how far that has come."""


def set_up_keys() -> None:
    """Load the site, whose tables and key must be right."""
    set_up()
    expect_database()
    demand_tables()


@keys_command.command("new")
def new_key_command() -> None:
    """Print a new master key, for HANDOVER_MASTER_KEY. Nothing is stored."""
    from handover.portal.starting.new_site import make_base64_key

    click.echo(make_base64_key())


@keys_command.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show_key_status(as_json: bool) -> None:
    """Say which key seals, and what is still sealed under the one before."""
    set_up_keys()
    from handover.portal.operations.changing_key import read_key_status

    status = read_key_status()
    click.echo(status_as_json(status) if as_json else describe_status(status))


def status_as_json(status: "KeyStatus") -> str:
    """Return the status as one JSON object."""
    change = status.change
    return json.dumps(
        {
            "generation": status.generation,
            "key": status.key_id,
            "begun": change.begun_at.isoformat() if change else None,
            "finished": change.finished_at.isoformat() if change and change.finished_at else None,
            "resealed": status.resealed,
            "left": status.left,
            "columns": {each.place: {"resealed": each.resealed, "left": each.left} for each in status.columns},
        }
    )


def describe_status(status: "KeyStatus") -> str:
    """Return the status in words."""
    lines = [f"Key {status.key_id} seals, generation {status.generation} of this site's master keys."]
    if status.change is None:
        lines.append("The master key was never changed.")
    elif status.change.finished_at is not None:
        lines.append(f"The last change ended at {status.change.finished_at:%Y-%m-%d %H:%M}; the key before is refused.")
    else:
        lines.append(f"A change began at {status.change.begun_at:%Y-%m-%d %H:%M}. Under the key before are still:")
        lines += [f"  {each.left:>9} of {each.left + each.resealed:>9}  {each.place}" for each in status.columns]
        lines.append(f"  {status.left:>9} in all" if status.left else "Nothing is left: run “handover keys finish”.")
    return "\n".join(lines)


@keys_command.command("rotate")
def begin_command() -> None:
    """Begin the change: from now on HANDOVER_MASTER_KEY seals, and HANDOVER_MASTER_KEY_OLD only opens.

    Every process of the site must have both keys by then. The worker brings what is there under the new key.
    """
    set_up_keys()
    from handover.portal import clock
    from handover.portal.audit.log import AuditBroken
    from handover.portal.operations.changing_key import CannotChange, begin_change

    try:
        generation = begin_change(clock.now())
    except (CannotChange, AuditBroken) as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"HANDOVER_MASTER_KEY seals from now on, as generation {generation}. Keep HANDOVER_MASTER_KEY_OLD set.")
    click.echo("The worker brings everything under it: see “handover keys status”.")


@keys_command.command("reseal")
def reseal_command() -> None:
    """Bring everything under the new key at once, as the worker does beside its other work. May be broken off and run again."""
    set_up_keys()
    from handover.portal.masterkeys.resealing import reseal_rows
    from handover.portal.operations.changing_key import read_key_status

    done = reseal_rows()
    click.echo(f"{done} values came under the new key, {read_key_status().left} are left.")


@keys_command.command("finish")
@click.option(
    "--leave-unreadable", is_flag=True, help="Give up what opens under the old key no more than under the new."
)
def end_command(leave_unreadable: bool) -> None:
    """Refuse the old key from now on. It is refused itself while anything is left under the old key."""
    set_up_keys()
    from handover.portal import clock
    from handover.portal.operations.changing_key import CannotChange, end_change

    try:
        generation = end_change(clock.now(), leave_unreadable=leave_unreadable)
    except CannotChange as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"The key of generation {generation - 1} is refused from now on.")
    click.echo("Take HANDOVER_MASTER_KEY_OLD out of the settings of every process.")


@keys_command.command("reopen")
def reopen_command() -> None:
    """Let the old key open again, where something turned up that is sealed under it; needs HANDOVER_MASTER_KEY_OLD."""
    set_up_keys()
    from handover.portal import clock
    from handover.portal.operations.changing_key import CannotChange, reopen_change

    try:
        generation = reopen_change(clock.now())
    except CannotChange as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(
        f"The key of generation {generation - 1} opens again. Run “handover keys reseal”, then “handover keys finish”."
    )
