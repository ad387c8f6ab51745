"""`handover zone list|create|rules|…`: zones, their agents and what those may do, from the command line."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final

import click

from handover.cli.site import exit_in_words, is_alone, set_up, set_up_alone
from handover.zone.broker import Broker
from handover.zone.core.effects import ForgetAgent, SetAgent, SetGrants, SetKey, SetZone
from handover.zone.core.proof import Proof, proof_of
from handover.zone.core.records import AgentStatus
from handover.zone.keys import digest_of, make_agent_key
from handover.zone.objects import known_objects
from handover.zone.opening import create_zone
from handover.zone.rights import ANY, RIGHTS, Right
from handover.zone.rules import RULES, Policy, Rules, changed_rules, meaning, read_rules, rule_of_text, text_of_rule
from handover.zone.state import Grant, ZoneAgent, ZoneState
from handover.zone.store.interface import NoSuchZone
from handover.zone.store.places import OWN

ALL_RIGHTS: Final = "all"


def on_database(*, makes: bool = False, seals: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command `--database`, and the broker of the zones there as its first argument.

    One that `makes` something may begin with a database that is not there; any other expects one that has zones. One that
    `seals` puts messages into queues, and demands the key of those that are there. A caller within Python may give a broker
    as click's `obj` instead.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def with_broker(database: str | None, **arguments: Any) -> None:
            given = click.get_current_context().find_object(Broker)
            broker = given or _broker_of(database, makes=makes, seals=seals)
            from handover.portal.audit.log import AuditBroken  # the models load only once Django is set up

            try:
                command(broker, **arguments)
            except AuditBroken as fault:
                raise click.ClickException(str(fault)) from None
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

    return decorate


def _broker_of(database: str | None, *, makes: bool, seals: bool) -> Broker:
    if database:
        os.environ["DATABASE_URL"] = database
    if "DATABASE_URL" in os.environ:
        set_up_alone()
    else:
        set_up()
    from handover.portal.zones.broker import broker
    from handover.portal.zones.setting_up import NoZones, ZonesNotReady, expect_zones, prepare_tables, prove_zone_key

    try:
        with exit_in_words():
            prepare_tables() if makes else expect_zones()
            if seals:
                _demand_own_key()
                prove_zone_key()
    except NoZones as fault:
        raise click.ClickException(f"{fault}; `handover zone create` makes the first.") from None
    except ZonesNotReady as fault:
        raise click.ClickException(str(fault)) from None
    return broker()


def _demand_own_key() -> None:
    """End a command that puts something sealed into a queue, where nobody could open it afterwards."""
    if is_alone():
        raise click.ClickException(
            "This command puts messages into queues, which are sealed with the key of the zone server: HANDOVER_MASTER_KEY "
            "is not set."
        )


def _note(action: str, zone: str, **details: str) -> None:
    """Write what is about to be done into the site's audit log; zones in memory and zones without a site have none."""
    if click.get_current_context().find_object(Broker):
        return
    from django.utils import timezone

    from handover.portal.zones.administering import note_command
    from handover.portal.zones.setting_up import is_a_sites

    if is_a_sites() and is_alone():
        raise click.ClickException(
            "This database is a site's, and what is done to its zones stands in its audit log. Run the command with the "
            "settings of the site: HANDOVER_MASTER_KEY is not set."
        )
    note_command(action, zone, timezone.now(), **details)


def lined_up(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows in columns."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(map(str.ljust, row, widths)).rstrip())


@click.command("list")
@on_database()
def list_zones(broker: Broker) -> None:
    """List the zones."""
    states = [broker.store.state(zone) for zone in broker.store.zones()]
    head = ("Zone", "Name", "Policy", "Agents")
    lined_up([head, *((each.id, each.name, _policy(each), str(len(each.agents))) for each in states)])


def _policy(state: ZoneState) -> str:
    return f"{state.rules.policy}, paused" if state.rules.paused else state.rules.policy


@click.command("create")
@click.argument("zone")
@click.option("--name", default="", help="What people call it.")
@click.option("--policy", type=click.Choice(["closed", "open"]), default="closed", show_default=True)
@click.option(
    "--in", "database_name", default=OWN, metavar="NAME", help="A further database of HANDOVER_ZONE_DATABASES."
)
@on_database(makes=True)
def create_zone_command(broker: Broker, zone: str, name: str, policy: Policy, database_name: str) -> None:
    """Make a zone. Its id is part of its address and never changes."""
    if zone not in broker.store.zones():
        _note("zone.created", zone, rules=f"policy: {policy}", database=database_name)
    made = create_zone(broker, zone, name, policy, database_name)
    click.echo(f"Zone {zone} was made." if made else f"Zone {zone} was there already.")


@click.command("rules")
@click.argument("zone")
@click.argument("values", nargs=-1, metavar="[RULE=VALUE]...")
@on_database()
def rules_command(broker: Broker, zone: str, values: tuple[str, ...]) -> None:
    """Show the rules of a zone, or change some: yes or no, a number, a word, or words with commas between."""
    state = broker.store.state(zone)
    given = dict(_rule(value) for value in values)
    if given:
        wanted = read_rules(changed_rules(state.rules) | given)
        _note("zone.rules_changed", zone, rules="; ".join(values))
        broker.administer(zone, SetZone(state.name, wanted))
        _say_changed(state.rules, broker.store.state(zone).rules)
        return
    for name in RULES:
        click.echo(f"{name} = {text_of_rule(getattr(state.rules, name))}\n    {meaning(name).en}")


def _say_changed(before: Rules, after: Rules) -> None:
    """Print the rules that are different, and nothing of the others."""
    different = [name for name in RULES if getattr(before, name) != getattr(after, name)]
    for name in different:
        old, new = (text_of_rule(getattr(rules, name)) for rules in (before, after))
        click.echo(f"{name}: {old} → {new}\n    {meaning(name).en}")
    if not different:
        click.echo("Nothing is different: these rules were so already.")


def _rule(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"{text}: a rule is changed with RULE=VALUE")
    return name, rule_of_text(name, value)


@click.command("agents")
@click.argument("zone")
@on_database()
def list_agents(broker: Broker, zone: str) -> None:
    """List the agents of a zone: how each proves itself, registered or not, when last heard of, what they may do."""
    state, presences = broker.store.state(zone), broker.store.presences(zone)
    head = ("Agent", "Allowed", "Registered", "Proof", "Asleep", "Last seen", "Grants")
    listed = (
        _agent(broker, state, agent, presences.get(name, AgentStatus(name)))
        for name, agent in sorted(state.agents.items())
    )
    lined_up([head, *listed])


def _agent(broker: Broker, state: ZoneState, agent: ZoneAgent, presence: AgentStatus) -> tuple[str, ...]:
    seen = _when(presence.last_seen, broker.clock())
    mode = agent.registration.mode if agent.registration else "no"
    grants = sum(grant.agent == agent.id for grant in state.grants)
    asleep = "yes" if presence.asleep else "no"
    return agent.id, "yes" if agent.allowed else "no", mode, _proof(state, agent), asleep, seen, str(grants)


def _proof(state: ZoneState, agent: ZoneAgent) -> str:
    proof = proof_of(state, agent)
    if proof is Proof.CERTIFICATE:
        return f"certificate {agent.certificate or agent.id}"
    return "none: refused" if proof is Proof.NONE and state.rules.policy == "closed" else proof.value


def _when(last_seen: datetime | None, now: datetime) -> str:
    """Return when an agent was last heard of. It is noted about once a minute, so what is nearer has no number."""
    if last_seen is None:
        return "never"
    return "less than a minute ago" if now - last_seen < timedelta(minutes=1) else last_seen.strftime("%Y-%m-%d %H:%M")


@click.command("allow")
@click.argument("zone")
@click.argument("agent")
@click.option(
    "--certificate", metavar="NAME", help="It proves itself by a certificate with this common name; empty: by a key."
)
@click.option("--not", "closed", is_flag=True, help="Close the zone to it instead.")
@on_database()
def allow_agent(broker: Broker, zone: str, agent: str, certificate: str | None, closed: bool) -> None:
    """Allow an agent to register in a zone, and print its own address once. What it may do there is for `grant` to say.

    The address ends in a key by which the agent proves itself; give it to those who run the agent and to nobody else. An
    agent that shows a certificate, or has an address already, gets none.
    """
    known_agent = broker.store.state(zone).agents.get(agent, ZoneAgent(agent))
    shown = known_agent.certificate if certificate is None else certificate
    _note("zone.agent_closed" if closed else "zone.agent_allowed", zone, agent=agent, certificate=shown)
    broker.administer(zone, SetAgent(replace(known_agent, allowed=not closed, certificate=shown)))
    click.echo(f"{agent} is {'not ' if closed else ''}allowed in {zone}.")
    if closed:
        return
    state = broker.store.state(zone)
    proof = proof_of(state, state.agents[agent])
    if proof is Proof.CERTIFICATE:
        click.echo(f"It proves itself by a certificate with the common name {shown or agent}.")
    elif proof is Proof.KEY:
        click.echo(f"It has an address of its own already; `handover zone replace-key {zone} {agent}` makes another.")
    else:
        _give_key(broker, zone, agent)


@click.command("replace-key")
@click.argument("zone")
@click.argument("agent")
@on_database()
def replace_key(broker: Broker, zone: str, agent: str) -> None:
    """Make another address for an agent, and print it once. The one that it has no longer works."""
    state = broker.store.state(zone)
    if proof_of(state, _known(state, agent)) is Proof.CERTIFICATE:
        raise ValueError(
            f"{agent} proves itself by a certificate; `handover zone allow {zone} {agent} --certificate ''` makes it a key, "
            "unless the zone's rule `certificates` is on"
        )
    _give_key(broker, zone, agent)


@click.command("withdraw-key")
@click.argument("zone")
@click.argument("agent")
@on_database()
def withdraw_key(broker: Broker, zone: str, agent: str) -> None:
    """Withdraw an agent's address: it no longer works, and the agent is refused until it gets another."""
    known = _known(broker.store.state(zone), agent)
    if not known.key_digest:
        raise ValueError(f"{agent} has no address of its own in {zone}")
    _note("zone.key_withdrawn", zone, agent=agent)
    broker.administer(zone, SetKey(agent, "", known.key_digest))
    click.echo(f"The address of {agent} in {zone} is withdrawn.")


def _give_key(broker: Broker, zone: str, agent: str) -> None:
    from django.conf import settings

    from handover.portal.zones.serving import agent_address

    key = make_agent_key()
    _note("zone.key_made", zone, agent=agent)
    before = broker.store.state(zone).agents[agent].key_digest
    broker.administer(zone, SetKey(agent, digest_of(key), before))
    if _known(broker.store.state(zone), agent).key_digest != digest_of(key):
        raise ValueError(f"somebody else made or withdrew a key of {agent} at the same moment; nothing was changed")
    click.echo(
        f"Its own address, shown this once and kept nowhere. Who has it is {agent} for the zone:\n"
        f"{agent_address(settings.CONFIG, zone, key)}"
    )


def _known(state: ZoneState, agent: str) -> ZoneAgent:
    if agent not in state.agents:
        raise ValueError(f"there is no agent {agent} in {state.id}")
    return state.agents[agent]


@click.command()
@click.argument("zone")
@click.argument("agent")
@click.argument("rights", nargs=-1, required=True, type=click.Choice([*(right.value for right in Right), ALL_RIGHTS]))
@click.option("--object", "objects", multiple=True, help="The object, such as LearnerPersonal; otherwise every one.")
@click.option("--context", "contexts", multiple=True, help="The context; otherwise every one.")
@click.option("--not", "taken", is_flag=True, help="Take these rights away instead.")
@on_database()
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
    unknown = [name for name in objects if name not in known_objects()]
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


@click.command("forget")
@click.argument("zone")
@click.argument("agent")
@on_database()
def forget_agent(broker: Broker, zone: str, agent: str) -> None:
    """Forget an agent, its rights, and the messages that wait for it."""
    _known(broker.store.state(zone), agent)
    _note("zone.agent_forgotten", zone, agent=agent)
    broker.administer(zone, ForgetAgent(agent))
    click.echo(f"{agent} is forgotten in {zone}.")


COMMANDS: Final[tuple[click.Command, ...]] = (
    list_zones,
    create_zone_command,
    rules_command,
    list_agents,
    allow_agent,
    replace_key,
    withdraw_key,
    grant,
    forget_agent,
)
"""Every command of administration, in the order of the help."""
