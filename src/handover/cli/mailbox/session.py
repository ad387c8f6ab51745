"""What every command that asks a site has in common: its options, the client, and how faults are told."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from functools import wraps
from typing import Any, Final, TypeVar

import click

from handover.cli.mailbox.exit_codes import AWAY, NOT_ALLOWED, ExitCode, find_gravest, judge_fault
from handover.cli.plainly import bear_any_terminal, say_plainly
from handover.client import ApiProblem, Client, ClientFault, RetryRules
from handover.client.conversation import ShowProgress
from handover.client.logins import DEFAULT_PROFILE, SavedLogin, read_login
from handover.common.text import LANGUAGES, Text

Thing = TypeVar("Thing")
LONG_FILE: Final = 1_000_000
"""Files of more bytes have a bar that shows how far they are, where a person looks on."""
_CANNOT_USE: Final = Text("{file}: {reason}.", "{file}: {reason}.")
_NOT_TRIED: Final = Text("Not tried: {names}", "Heb roi cynnig arnynt: {names}")


class MailboxSession:
    """One run of a command: the client, the language, whether a program reads along, and what happened so far."""

    def __init__(self, client: Client, language: str, as_json: bool) -> None:
        self.client = client
        self.language = language
        self.as_json = as_json
        self.codes: list[ExitCode] = []
        self._bars = ExitStack()

    def tell(self, words: str, /, **facts: object) -> None:
        """Say something: the facts as one JSON object a line for a program, the words for a person."""
        if self.as_json:
            click.echo(json.dumps(facts, default=str))
        else:
            say_plainly(words)

    def say(self, text: Text, /, **values: object) -> str:
        """Return a text in the language of the command."""
        return text.say(self.language, **values)

    def note(self, code: ExitCode) -> None:
        """Remember how one thing ended."""
        self.codes.append(code)

    def tell_fault(self, fault: ClientFault | OSError, /, **facts: object) -> None:
        """Say what went wrong with one thing, and what to do about it."""
        self.note(judge_fault(fault))
        if self.as_json:
            self.tell("", **facts, error=describe_fault(fault, self.language))
            return
        for line in explain_fault_lines(fault, self.language, " ".join(map(str, facts.values()))):
            say_plainly(line, err=True)

    def do_each(
        self, things: Iterable[Thing], act: Callable[[Thing], None], **names: Callable[[Thing], object]
    ) -> None:
        """Do something with each thing; after a fault that would meet all others as well, leave those out and say so."""
        waiting = list(things)
        while waiting:
            thing = waiting.pop(0)
            try:
                act(thing)
            except (ClientFault, OSError) as fault:
                facts = {name: find(thing) for name, find in names.items()}
                self.tell_fault(fault, **facts)
                if judge_fault(fault) is AWAY or is_key_refused(fault):
                    self._tell_not_tried([str(find(each)) for each in waiting for find in names.values()])
                    return

    def _tell_not_tried(self, names: list[str]) -> None:
        if not names:
            return
        if self.as_json:
            self.tell("", not_tried=names)
        else:
            say_plainly(self.say(_NOT_TRIED, names=", ".join(names)), err=True)

    def show_progress(self, label: str) -> ShowProgress | None:
        """Return what draws a bar for a long file; None where nobody looks on."""
        if self.as_json or not sys.stderr.isatty():
            return None
        bar: Any = None

        def show(done: int, size: int) -> None:
            nonlocal bar
            if size <= LONG_FILE:
                return
            if bar is None:
                bar = self._bars.enter_context(click.progressbar(length=size, label=label, file=sys.stderr))
            bar.update(done - bar.pos)

        return show

    def end_bars(self) -> None:
        """End the bars that are drawn, before words follow."""
        self._bars.close()

    @property
    def code(self) -> ExitCode:
        """The exit code of the command."""
        return find_gravest(self.codes)


def is_key_refused(fault: ClientFault | OSError) -> bool:
    """Say whether the site refuses the key itself, with which nothing else can be done either."""
    return isinstance(fault, ApiProblem) and judge_fault(fault) is NOT_ALLOWED and fault.code.startswith("key.")


def describe_fault(fault: ClientFault | OSError, language: str) -> Mapping[str, object]:
    """Return a fault as a program reads it."""
    if isinstance(fault, ApiProblem):
        return {
            "code": fault.code,
            "status": fault.status,
            "detail": fault.detail,
            "remedy": fault.remedy,
            **_rows(fault),
        }
    if isinstance(fault, ClientFault):
        code = type(fault).__name__
        return {"code": code, "status": None, "detail": fault.explain(language), "remedy": fault.advise(language)}
    return {"code": type(fault).__name__, "status": None, "detail": fault.strerror or str(fault), "remedy": ""}


def _rows(problem: ApiProblem) -> dict[str, object]:
    return {"problems": [row.raw for row in problem.problems]} if problem.problems else {}


def explain_fault_lines(fault: ClientFault | OSError, language: str, name: str = "") -> list[str]:
    """Return a fault as a person reads it: what is wrong, each finding, and what to do about it."""
    if isinstance(fault, OSError):
        file = str(fault.filename or name)
        return [_CANNOT_USE.say(language, file=file, reason=fault.strerror or str(fault))]
    lines = [f"{name}: {fault.explain(language)}" if name else fault.explain(language)]
    rows = fault.problems if isinstance(fault, ApiProblem) else ()
    lines += [f"  {row.path or row.code}: {row.message}" for row in rows]
    return lines + [f"  {fault.advise(language)}"] * bool(fault.advise(language))


_OPTIONS: Final = (
    click.option("--profile", default=DEFAULT_PROFILE, show_default=True, help="Which login of this computer to use."),
    click.option("--json", "as_json", is_flag=True, help="One JSON object a line."),
    click.option("--language", type=click.Choice(LANGUAGES), help="English or Welsh; as at the login otherwise."),
    click.option(
        "--patience",
        type=click.FloatRange(min=0),
        default=RetryRules().whole_seconds,
        show_default=True,
        help="Seconds to wait in all for a site that is away or busy.",
    ),
)


def with_site(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say which login and how to speak; it gets a `MailboxSession`."""

    @wraps(command)
    def called(profile: str, as_json: bool, language: str | None, patience: float, **values: Any) -> None:
        bear_any_terminal()
        login = find_login(profile, as_json, language)
        spoken = language or login.language
        with open_client(login, spoken, patience) as client:
            session = MailboxSession(client, spoken, as_json)
            try:
                command(session=session, **values)
            except (ClientFault, OSError) as fault:
                session.end_bars()
                session.tell_fault(fault)
            session.end_bars()
        sys.exit(session.code.number)

    called.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def find_login(profile: str, as_json: bool, language: str | None) -> SavedLogin:
    """Return the login to use; end the command where there is none."""
    try:
        return read_login(profile)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    except (ClientFault, OSError) as fault:
        spoken = language or "en"
        if as_json:
            click.echo(json.dumps({"error": describe_fault(fault, spoken)}))
        else:
            say_plainly("\n".join(explain_fault_lines(fault, spoken)), err=True)
        sys.exit(judge_fault(fault).number)


def open_client(login: SavedLogin, language: str, patience: float) -> Client:
    """Return the client of a login; end the command where its address or key is none."""
    try:
        return Client(login.url, login.credentials, language=language, retries=RetryRules(whole_seconds=patience))
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
