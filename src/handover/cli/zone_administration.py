"""`handover zone list|create|rules|…`: zones, their agents and what those may do, from the command line."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Any, Final

import click

from handover.cli.site import expect_database, set_up
from handover.zone.broker import Broker
from handover.zone.core.effects import ForgetAgent, SetAgent, SetGrants, SetZone
from handover.zone.objects import known
from handover.zone.opening import make_zone
from handover.zone.rights import ANY, RIGHTS, Right
from handover.zone.rules import RULES, Policy, changed, meaning, read_rules, rule_of_text, text_of_rule
from handover.zone.state import Agent, Grant, ZoneState
from handover.zone.store.interface import NoSuchZone

ALL_RIGHTS: Final = "all"
MAKES_DATABASE: Final = frozenset({"create"})
"""The commands that may begin with a SQLite file that is not there."""


def on_database(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--database`, and the broker of the zones there as its first argument.

    A caller within Python may give a broker as click's `obj` instead.
    """

    @wraps(command)
    def with_broker(database: str | None, **arguments: Any) -> None:
        given = click.get_current_context().find_object(Broker)
        broker = given or _broker_of(database)
        try:
            command(broker, **arguments)
        except NoSuchZone as fault:
            raise click.ClickException(
                f"There is no zone {fault}; `handover zone list` names those there are."
            ) from None
        except ValueError as fault:
            raise click.ClickException(f"{fault}.") from None
        finally:
            if not given:
                broker.store.close()

    return click.option("--database", metavar="URL", help="The database; otherwise DATABASE_URL.")(with_broker)


def _broker_of(database: str | None) -> Broker:
    if database:
        os.environ["DATABASE_URL"] = database
    set_up()
    from handover.portal.zones.broker import broker
    from handover.portal.zones.setting_up import prepare

    if click.get_current_context().info_name not in MAKES_DATABASE:
        expect_database()
    prepare()
    return broker()


def _note(action: str, zone: str, **details: str) -> None:
    """Write what is about to be done into the site's audit log; zones in memory and zones without a site have none."""
    if click.get_current_context().find_object(Broker):
        return
    from django.utils import timezone

    from handover.portal.zones.administering import note_command

    note_command(action, zone, timezone.now(), **details)


def lined_up(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows in columns."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(map(str.ljust, row, widths)).rstrip())


@click.command("list")
@on_database
def list_zones(broker: Broker) -> None:
    """List the zones."""
    states = [broker.store.state(zone) for zone in broker.store.zones()]
    head = ("Zone", "Name", "Policy", "Agents")
    lined_up([head, *((each.id, each.name, _policy(each), str(len(each.agents))) for each in states)])


def _policy(state: ZoneState) -> str:
    return f"{state.rules.policy}, paused" if state.rules.paused else state.rules.policy


@click.command()
@click.argument("zone")
@click.option("--name", default="", help="What people call it.")
@click.option("--policy", type=click.Choice(["closed", "open"]), default="closed", show_default=True)
@on_database
def create(broker: Broker, zone: str, name: str, policy: Policy) -> None:
    """Make a zone. Its id is part of its address and never changes."""
    if zone not in broker.store.zones():
        _note("zone.created", zone, rules=f"policy: {policy}")
    made = make_zone(broker, zone, name, policy)
    click.echo(f"Zone {zone} was made." if made else f"Zone {zone} was there already.")


@click.command()
@click.argument("zone")
@click.argument("values", nargs=-1, metavar="[RULE=VALUE]...")
@on_database
def rules(broker: Broker, zone: str, values: tuple[str, ...]) -> None:
    """Show the rules of a zone, or change some: yes or no, a number, a word, or words with commas between."""
    state = broker.store.state(zone)
    given = dict(_rule(value) for value in values)
    if given:
        wanted = read_rules(changed(state.rules) | given)
        _note("zone.rules_changed", zone, rules="; ".join(values))
        broker.administer(zone, SetZone(state.name, wanted))
        state = broker.store.state(zone)
    for name in RULES:
        click.echo(f"{name} = {text_of_rule(getattr(state.rules, name))}\n    {meaning(name).en}")


def _rule(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"{text}: a rule is changed with RULE=VALUE")
    return name, rule_of_text(name, value)


@click.command()
@click.argument("zone")
@on_database
def agents(broker: Broker, zone: str) -> None:
    """List the agents of a zone: registered or not, when last heard of, and what they may do."""
    state = broker.store.state(zone)
    head = ("Agent", "Allowed", "Registered", "Certificate", "Asleep", "Last seen", "Grants")
    lined_up([head, *(_agent(broker, state, agent) for _, agent in sorted(state.agents.items()))])


def _agent(broker: Broker, state: ZoneState, agent: Agent) -> tuple[str, ...]:
    presence = broker.store.head(state.id, agent.id).presence
    seen = presence.last_seen.strftime("%Y-%m-%d %H:%M") if presence.last_seen else "never"
    mode = agent.registration.mode if agent.registration else "no"
    grants = sum(grant.agent == agent.id for grant in state.grants)
    asleep = "yes" if presence.asleep else "no"
    return agent.id, "yes" if agent.allowed else "no", mode, agent.certificate or "any", asleep, seen, str(grants)


@click.command()
@click.argument("zone")
@click.argument("agent")
@click.option("--certificate", metavar="NAME", help="The common name of the certificate it must show; empty for any.")
@click.option("--not", "closed", is_flag=True, help="Close the zone to it instead.")
@on_database
def allow(broker: Broker, zone: str, agent: str, certificate: str | None, closed: bool) -> None:
    """Allow an agent to register in a zone. What it may do there is for `grant` to say."""
    known_agent = broker.store.state(zone).agents.get(agent, Agent(agent))
    shown = known_agent.certificate if certificate is None else certificate
    _note("zone.agent_closed" if closed else "zone.agent_allowed", zone, agent=agent, certificate=shown)
    broker.administer(zone, SetAgent(replace(known_agent, allowed=not closed, certificate=shown)))
    click.echo(f"{agent} is {'not ' if closed else ''}allowed in {zone}.")


@click.command()
@click.argument("zone")
@click.argument("agent")
@click.argument("rights", nargs=-1, required=True, type=click.Choice([*(right.value for right in Right), ALL_RIGHTS]))
@click.option("--object", "objects", multiple=True, help="The object, such as LearnerPersonal; otherwise every one.")
@click.option("--context", "contexts", multiple=True, help="The context; otherwise every one.")
@click.option("--not", "taken", is_flag=True, help="Take these rights away instead.")
@on_database
def grant(
    broker: Broker,
    zone: str,
    agent: str,
    rights: tuple[str, ...],
    objects: tuple[str, ...],
    contexts: tuple[str, ...],
    taken: bool,
) -> None:
    """Give an agent rights to objects, or take them away as they were given."""
    unknown = [name for name in objects if name not in known()]
    if unknown:
        raise ValueError(f"there is no object {', '.join(unknown)}")
    meant = frozenset(
        Grant(agent, right, name, context)
        for right in RIGHTS
        if right in rights or ALL_RIGHTS in rights
        for name in objects or (ANY,)
        for context in contexts or (ANY,)
    )
    held = frozenset(each for each in broker.store.state(zone).grants if each.agent == agent)
    told = ", ".join(f"{each.right} {each.object} ({each.context})" for each in sorted(meant))
    _note("zone.rights_set", zone, agent=agent, **{"taken" if taken else "given": told})
    broker.administer(zone, SetGrants(agent, held - meant if taken else held | meant))
    for each in sorted(each for each in broker.store.state(zone).grants if each.agent == agent):
        click.echo(f"{agent} may {each.right.value} {each.object} in {each.context}")


@click.command()
@click.argument("zone")
@click.argument("agent")
@on_database
def forget(broker: Broker, zone: str, agent: str) -> None:
    """Forget an agent, its rights, and the messages that wait for it."""
    if agent not in broker.store.state(zone).agents:
        raise ValueError(f"there is no agent {agent} in {zone}")
    _note("zone.agent_forgotten", zone, agent=agent)
    broker.administer(zone, ForgetAgent(agent))
    click.echo(f"{agent} is forgotten in {zone}.")


COMMANDS: Final[tuple[click.Command, ...]] = (list_zones, create, rules, agents, allow, grant, forget)
"""Every command of administration, in the order of the help."""
