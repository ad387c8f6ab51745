"""`handover zone set-aside|release|missed`: what holds up an agent's queue, and what did not get into it."""

from typing import Final

import click

from handover.cli.zone_administration import _note, lined_up, on_database
from handover.zone.broker import Broker


@click.command("set-aside")
@click.argument("zone")
@click.argument("agent")
@click.argument("message", default="")
@on_database(seals=True)
def set_aside_command(broker: Broker, zone: str, agent: str, message: str) -> None:
    """Put one message of an agent's queue aside as a dead letter, so that the queue goes on without it.

    MESSAGE is its SIF_MsgId; without it, the first message of the queue.
    """
    _check_agent(broker, zone, agent)
    _note("zone.message_set_aside", zone, agent=agent, message=message or "the first of its queue")
    waiting = broker.set_aside(zone, agent, message)
    if waiting is None:
        raise ValueError(f"{message} is not in the queue of {agent}" if message else f"nothing waits for {agent}")
    parcel = waiting.parcel
    click.echo(f"A {parcel.kind} of {parcel.object} from {parcel.source} is a dead letter now: {parcel.msg_id}")


@click.command("release")
@click.argument("zone")
@click.argument("agent")
@on_database(seals=True)
def release_agent(broker: Broker, zone: str, agent: str) -> None:
    """End an agent's blocking: the event that it has others wait for is offered to it again."""
    _check_agent(broker, zone, agent)
    _note("zone.agent_released", zone, agent=agent)
    if not broker.release(zone, agent):
        raise ValueError(f"{agent} blocks for no event")
    click.echo(f"{agent} is offered the event again.")


@click.command()
@click.argument("zone")
@on_database()
def missed(broker: Broker, zone: str) -> None:
    """List the messages that agents were to have and did not get: how many, why, and since when."""
    counted = broker.store.passed_over(zone)
    if not counted:
        click.echo(f"Every message of {zone} reached who was to have it, or waits.")
        return
    head = ("Agent", "Why", "How many", "From", "To", "The last was about")
    when = "%Y-%m-%d %H:%M"
    lined_up(
        [
            head,
            *(
                (
                    each.agent,
                    each.reason,
                    str(each.count),
                    each.first_at.strftime(when),
                    each.last_at.strftime(when),
                    each.object,
                )
                for each in counted
            ),
        ]
    )


def _check_agent(broker: Broker, zone: str, agent: str) -> None:
    """Raise ValueError for an agent that the zone does not know."""
    if agent not in broker.store.state(zone).agents:
        raise ValueError(f"there is no agent {agent} in {zone}")


COMMANDS: Final[tuple[click.Command, ...]] = (set_aside_command, release_agent, missed)
"""Every command about queues, in the order of the help."""
