"""`handover agent`: take part in a SIF zone from the shell."""

import json
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import click

from handover.agent import Agent, AgentFault, Event, Later, Q, Tls
from handover.agent.compose import Action, Mode
from handover.agent.conditions import Where, join_conditions
from handover.agent.connection import without_key
from handover.common.private import private_file, private_folder
from handover.sif.messages import QueryNotSupported
from handover.sif.model import AnyWhole, SifObject
from handover.sif.objects import object_class
from handover.sif.reader import UnreadableDocument, read_objects
from handover.sif.specification import UK_NAMESPACE, uk_model
from handover.sif.writer import write_object

_CONDITION = re.compile(r"([^=<>!]+)(!=|<=|>=|=|<|>)(.*)", re.DOTALL)
_OPERATORS: dict[str, Callable[[Q, str], Where]] = {
    "=": lambda path, value: path == value,
    "!=": lambda path, value: path != value,
    "<": lambda path, value: path < value,
    "<=": lambda path, value: path <= value,
    ">": lambda path, value: path > value,
    ">=": lambda path, value: path >= value,
}
_UNSAFE = re.compile(r"[^A-Za-z0-9-]")


@dataclass(frozen=True, slots=True)
class AgentOptions:
    """What every command is told: which zone, as whom, in which way."""

    zone: str
    agent_id: str
    mode: Mode
    poll_seconds: float
    host: str
    port: int
    public_url: str | None
    inbox: Path | None
    patience: float
    tls: Tls

    def agent(self) -> Agent:
        """Return the agent, not yet connected."""
        return Agent(
            self.agent_id,
            self.zone,
            mode=self.mode,
            poll_seconds=self.poll_seconds,
            host=self.host,
            port=self.port,
            public_url=self.public_url,
            inbox=self.inbox,
            patience_seconds=self.patience,
            tls=self.tls,
            application="handover agent",
        )


_FILE = click.Path(path_type=Path, dir_okay=False)
_OPTIONS = (
    click.option("--zone", required=True, metavar="URL", help="The address of the zone, or the agent's own in it."),
    click.option("--id", "agent_id", required=True, metavar="NAME", help="The id of the agent in the zone."),
    click.option("--pull/--push", "pull", default=True, show_default=True, help="Fetch messages, or have them posted."),
    click.option("--poll-seconds", default=5.0, show_default=True, help="Pull: how often to ask when nothing came."),
    click.option("--host", default="127.0.0.1", show_default=True, help="Push: the address to listen on."),
    click.option("--port", default=0, show_default=True, help="Push: the port to listen on; 0 for any that is free."),
    click.option("--public-url", metavar="URL", help="Push: where the zone reaches the listener, if elsewhere."),
    click.option("--inbox", type=_FILE, help="A file that keeps messages over a restart; otherwise in memory."),
    click.option("--patience", default=30.0, show_default=True, help="Seconds to try a zone that is away."),
    click.option("--certificate", type=_FILE, help="HTTPS: this agent's certificate, in PEM form."),
    click.option("--key", type=_FILE, help="HTTPS: its key, if it is in a file of its own."),
    click.option(
        "--authority", type=_FILE, help="HTTPS: the certificate of the authority that the zone is trusted by."
    ),
)


def in_a_zone(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say which zone and as whom; it gets them as one `AgentOptions`."""

    def called(**values: Any) -> None:
        tls = Tls(*(values.pop(name) for name in ("certificate", "key", "authority")))
        names = ("zone", "agent_id", "poll_seconds", "host", "port", "public_url", "inbox", "patience")
        own = {name: values.pop(name) for name in names}
        mode: Mode = "pull" if values.pop("pull") else "push"
        with calmly():
            command(place=AgentOptions(mode=mode, tls=tls, **own), **values)

    called.__name__, called.__doc__ = command.__name__, command.__doc__
    called.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for option in reversed(_OPTIONS):
        called = option(called)
    return called


@contextmanager
def calmly() -> Iterator[None]:
    """Say what went wrong in one sentence: exit 1 for a fault, 2 for options that cannot be meant."""
    try:
        yield
    except AgentFault as fault:
        raise click.ClickException(str(fault)) from None
    except (ValueError, OSError) as fault:
        raise click.UsageError(str(fault)) from None


@click.group("agent")
def agent_command() -> None:
    """Take part in a SIF zone: listen to events, publish, request.

    A program that joins a zone states all that it subscribes to, so use an id of its own for each.
    """


@agent_command.command()
@click.argument("objects", nargs=-1, metavar="[OBJECT]...")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="One XML file an object here.")
@click.option("--count", type=click.IntRange(min=1), help="End after so many events.")
@in_a_zone
def listen(place: AgentOptions, objects: tuple[str, ...], output: Path | None, count: int | None) -> None:
    """Print events of these objects, or of all, one JSON line an object, until told to stop."""
    kinds = [_kind(name) for name in objects or uk_model().names]
    done = threading.Event()
    seen = 0

    member = place.agent()

    @member.on_event(*kinds)
    def came(event: Event[AnyWhole]) -> None:
        nonlocal seen
        if done.is_set():
            raise Later
        for number, thing in enumerate(event.objects, 1):
            click.echo(json.dumps(_line(event, thing, _store(output, event.message_id, number, thing))))
        seen += 1
        if seen == count:
            done.set()

    _stop_on_signal(done)
    with member:
        click.echo(f"{place.agent_id} listens in {without_key(place.zone)} ({place.mode}).", err=True)
        while not done.wait(0.2):
            member.wait(0)


def _stop_on_signal(done: threading.Event) -> None:
    def asked_to_stop(number: int, frame: FrameType | None) -> None:
        done.set()

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, asked_to_stop)


def _line(event: Event[AnyWhole], thing: SifObject, path: Path | None) -> dict[str, object]:
    content = {"xml": write_object(thing).decode()} if path is None else {"file": str(path)}
    return {
        "action": event.action,
        "object": thing.xml_name,
        "key": [str(part) for part in thing.identity],
        "source": event.source,
        "message_id": event.message_id,
        "contexts": list(event.contexts),
        **content,
    }


def _store(folder: Path | None, message_id: str, number: int, thing: SifObject) -> Path | None:
    """Write an object to a file named after the message; what others call their messages never names a path."""
    if folder is None:
        return None
    private_folder(folder)
    path = folder / f"{_UNSAFE.sub('', message_id)}-{number}.xml"
    with open(path, "wb", opener=private_file) as file:
        file.write(write_object(thing) + b"\n")
    return path


@agent_command.command("publish")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--action", type=click.Choice(["Add", "Change", "Delete"]), default="Change", show_default=True)
@click.option("--context", "contexts", multiple=True, help="A context to publish in; SIF_Default otherwise.")
@click.option("--unregister", is_flag=True, help="Leave the zone for good afterwards.")
@in_a_zone
def publish_objects(
    place: AgentOptions, files: tuple[Path, ...], action: Action, contexts: tuple[str, ...], unregister: bool
) -> None:
    """Publish each object of these files as an event."""
    things = [thing for path in files for thing in _read(path)]
    with place.agent() as member:
        for thing in things:
            message_id = member.publish(thing, action=action, contexts=contexts)
            click.echo(f"{action} {thing.xml_name} {' '.join(map(str, thing.identity))}: {message_id}")
        if unregister:
            member.unregister()


def _read(path: Path) -> list[AnyWhole]:
    """Return the objects of a file as they stand there: whether they are whole is for the zone to say."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return read_objects(data, partial=False)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from None
    except UnreadableDocument as fault:
        raise click.ClickException(f"{path}: {fault}") from None


@agent_command.command("request")
@click.argument("name", metavar="OBJECT")
@click.option(
    "--where", "conditions", multiple=True, metavar="PATH=VALUE", help="Also with != < <= > >=; all must hold."
)
@click.option("--element", "elements", multiple=True, metavar="PATH", help="Only this element, and the key.")
@click.option("--destination", metavar="NAME", help="Ask this agent instead of the provider.")
@click.option("--context", default="SIF_Default", show_default=True, help="The context to ask in.")
@click.option("--timeout", default=60.0, show_default=True, help="Seconds to wait for each packet of the answer.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="One XML file an object here.")
@click.option("--unregister", is_flag=True, help="Leave the zone for good afterwards.")
@in_a_zone
def request_objects(
    place: AgentOptions,
    name: str,
    conditions: tuple[str, ...],
    elements: tuple[str, ...],
    output: Path | None,
    unregister: bool,
    **way: Any,
) -> None:
    """Ask for objects and write them, as XML that `handover sif check` takes."""
    kind, where = _kind(name), _where(conditions)
    with place.agent() as member:
        with member.request(kind, where, elements=elements, **way) as answer:
            _write_answer(answer, answer.message_id, output)
        if unregister:
            member.unregister()


def _write_answer(answer: Iterable[SifObject], message_id: str, output: Path | None) -> None:
    if output is not None:
        for number, thing in enumerate(answer, 1):
            click.echo(_store(output, message_id, number, thing))
        return
    click.echo(f'<Objects xmlns="{UK_NAMESPACE}">')
    for thing in answer:
        click.echo(write_object(thing))
    click.echo("</Objects>")


def _where(conditions: tuple[str, ...]) -> Where | None:
    parts = [_condition(text) for text in conditions]
    return join_conditions("And", *parts) if len(parts) > 1 else next(iter(parts), None)


def _condition(text: str) -> Where:
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise click.UsageError(f"{text!r} is not a condition such as LocalId=17.")
    try:
        return _OPERATORS[match[2]](Q(match[1].strip()), match[3])
    except QueryNotSupported as fault:
        raise click.UsageError(str(fault)) from None


def _kind(name: str) -> type[AnyWhole]:
    if name not in uk_model().names:
        raise click.UsageError(f"{name} is not an object of {uk_model().version}. `handover sif objects` lists them.")
    return object_class(name)
