"""`handover zone`: zones are served alone and administered from the command line."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from handover.cli.serve import tell_how_protected
from handover.cli.zone import zone_command
from handover.portal.audit.models import Entry
from handover.zone.broker import Broker
from tests.zone.cast import ZONE, Stage
from tests.zone.http.serving import Caller, ping, register, request
from tests.zone.store.memory import MemoryStore
from tests.zone.ways import Clock, way_to
from tests.zones import Town

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DATABASE_URL"))}
SECONDS = 120


@contextmanager
def serving(*words: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve with a command, and yield the process and the first address that it prints."""
    command = [sys.executable, "-m", "handover", "zone", "serve", "--port", "0", *words]
    process = subprocess.Popen(
        command,
        env=CLEAN | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout
        yield process, process.stdout.readline().strip()
    finally:
        process.terminate()
        # A process of its that was only just born may miss the word, and is ended when its time of grace is over.
        process.wait(2 * SECONDS)
        process.stdout.close()


def call(address: str) -> Caller:
    return Caller(urlsplit(address).port)


def ask(address: str, message: bytes) -> str:
    with call(address) as agent:
        return agent.ask(request(message, path=urlsplit(address).path)).code


@pytest.fixture
def handover() -> Callable[..., str]:
    """Run `handover zone …` on zones in memory, and return what it says."""
    broker = Broker(MemoryStore())

    def run(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(zone_command, words, obj=broker)
        assert done.exit_code == code, done.output
        return done.output

    return run


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/zones.sqlite3"


def test_zone_in_memory_is_served_at_once_on_any_free_port():
    with serving("--memory", "--open", "Try") as (_, address):
        assert address.startswith("http://127.0.0.1:")
        assert address.endswith("/zone/Try")
        assert ask(address, register()) == "0"


def test_zone_in_a_database_remembers_its_agents(database):
    for code in ("4/9", "0"):
        with serving("--database", database, "--open", "Kept") as (_, address):
            assert ask(address, ping()) == code
            assert ask(address, register()) == "0"
    command = [sys.executable, "-m", "handover", "zone", "agents", "Kept", "--database", database]
    listed = subprocess.run(
        command, env=CLEAN | {"HANDOVER_MODE": "demo"}, stdout=subprocess.PIPE, text=True, check=True
    )
    assert "Mis    yes      Pull" in listed.stdout
    assert "never" not in listed.stdout, "it has just registered"


def test_server_that_is_killed_can_be_started_again_on_the_same_port(database):
    with serving("--database", database, "--open", "Kept") as (process, address):
        assert ask(address, register()) == "0"
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(SECONDS)
    with serving("--database", database, "--open", "Kept", "--port", str(urlsplit(address).port)) as (_, again):
        assert again == address
        assert ask(address, ping()) == "0"


def test_process_that_dies_is_replaced(database):
    with serving("--database", database, "--open", "Kept", "--workers", "2") as (process, address):
        assert ask(address, register()) == "0"
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        first = children.read_text().split()
        os.kill(int(first[0]), signal.SIGKILL)
        until = time.monotonic() + SECONDS
        while len(set(children.read_text().split()) - {first[0]}) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        for _ in range(5):
            assert ask(address, ping()) == "0"


def test_wrong_settings_and_words_are_explained(tmp_path, database):
    for words, settings, said in (
        (["--memory"], {}, "--memory goes with --open"),
        (["--database", database, "--open", "Z", "--host", "0.0.0.0"], {}, "say --open-to-everyone if that is what"),
        (["--open", "Z", "--host", "0.0.0.0", "--open-to-everyone"], {}, "HANDOVER_MASTER_KEY is not set"),
        (["--database", database], {"HANDOVER_MODE": "demo"}, "There are no zones in the database"),
        (["--memory", "--open", "Z"], {"HANDOVER_ZONE_CERTIFICATE": str(tmp_path / "none.pem")}, "none.pem"),
        (["--memory", "--open", "a/b"], {}, "a zone's id has"),
    ):
        command = [sys.executable, "-m", "handover", "zone", "serve", "--port", "0", *words]
        done = subprocess.run(command, env=CLEAN | settings, capture_output=True, text=True, timeout=SECONDS)
        assert done.returncode in (1, 2), words
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("zones.sqlite3*")), "a database was made that nobody asked for"


def test_administrator_makes_a_zone_and_lets_an_agent_in(handover):
    assert "T1 was made" in handover("create", "T1", "--name", "School")
    assert "there already" in handover("create", "T1")
    assert "T1    School  closed  0" in handover("list")
    assert "allowed in T1" in handover("allow", "T1", "Mis", "--certificate", "mis.example")
    given = handover("grant", "T1", "Mis", "request", "subscribe", "--object", "LearnerPersonal")
    assert "Mis may request LearnerPersonal in *" in given
    assert "request" not in handover("grant", "T1", "Mis", "request", "--object", "LearnerPersonal", "--not")
    assert "mis.example" in handover("agents", "T1")
    assert "not allowed in T1" in handover("allow", "T1", "Mis", "--not")
    assert "mis.example  no" in handover("agents", "T1")
    assert "forgotten" in handover("forget", "T1", "Mis")


def test_rules_of_a_zone_are_shown_and_changed_in_plain_words(handover):
    handover("create", "T1")
    assert "connect_seconds = 10" in handover("rules", "T1")
    shown = handover("rules", "T1", "paused=yes", "connect_seconds=3", "contexts=SIF_Default, Other")
    assert "paused: no → yes" in shown
    assert "connect_seconds: 10 → 3" in shown
    assert "contexts: SIF_Default → SIF_Default, Other" in shown
    assert shown.count("→") == 3, "what stays as it is was printed too"
    assert "message_limit" not in shown
    assert "so already" in handover("rules", "T1", "paused=yes")
    for wrong in ("paused=perhaps", "connect_seconds=-1", "colour=red", "paused", "checking=sometimes", "contexts="):
        assert "Error: " in handover("rules", "T1", wrong, code=1)


@pytest.fixture
def talking() -> Iterator[tuple[Stage, Callable[..., str]]]:
    """A zone in memory with agents that talk in it, and `handover zone …` on it."""
    store = MemoryStore()
    store.create(ZONE)
    clock = Clock()
    broker = Broker(store, clock=clock)

    def run(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(zone_command, words, obj=broker)
        assert result.exit_code == code, result.output
        return result.output

    with way_to(broker, ZONE, http=False) as way:
        yield Stage(store, clock, broker, way), run


def test_operator_puts_aside_the_message_that_an_agent_does_not_take(talking):
    stage, handover = talking
    mis, library = stage.joined("mis"), stage.joined("library", subscribes=["LearnerPersonal"])
    for number in range(3):
        mis.publishes(msg_id=f"{number:032X}")
    assert f"dead letter now: {0:032X}" in handover("set-aside", ZONE, "library")
    assert f"dead letter now: {2:032X}" in handover("set-aside", ZONE, "library", f"{2:032X}")
    assert "is not in the queue of library" in handover("set-aside", ZONE, "library", f"{2:032X}", code=1)
    assert [each.msg_id for each in library.drains()] == [f"{1:032X}"]
    assert "nothing waits for library" in handover("set-aside", ZONE, "library", code=1)
    assert "there is no agent nobody" in handover("set-aside", ZONE, "nobody", code=1)
    assert len(stage.store.letters(ZONE)) == 2


def test_operator_ends_the_blocking_of_an_agent(talking):
    stage, handover = talking
    mis, library = stage.joined("mis"), stage.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id="1" * 32)
    library.takes(2)
    assert library.fetches().status == 9
    assert "library is offered the event again." in handover("release", ZONE, "library")
    assert library.takes(7).msg_id == "1" * 32
    assert "blocks for no event" in handover("release", ZONE, "library", code=1)
    assert "there is no agent nobody" in handover("release", ZONE, "nobody", code=1)


def test_operator_sees_what_agents_did_not_get(talking):
    stage, handover = talking
    mis = stage.joined("mis")
    stage.joined("library", versions=["2.3"], subscribes=["LearnerPersonal"])
    assert "reached who was to have it" in handover("missed", ZONE)
    for _ in range(3):
        mis.publishes(version="2.6")
    row = handover("missed", ZONE).splitlines()[1].split("  ")
    assert [each.strip() for each in row if each][:3] == ["library", "version", "3"]


def test_operator_sees_when_an_agent_was_last_heard_of(talking):
    stage, handover = talking
    stage.agent("catering")
    stage.joined("library")
    listed = handover("agents", ZONE).splitlines()
    assert "never" in next(line for line in listed if line.startswith("catering"))
    assert "less than a minute ago" in next(line for line in listed if line.startswith("library"))
    stage.clock.passes(minutes=5)
    library = next(line for line in handover("agents", ZONE).splitlines() if line.startswith("library"))
    assert "ago" not in library
    assert "never" not in library


def test_what_is_not_there_is_named(handover):
    assert "There is no zone T9" in handover("agents", "T9", code=1)
    handover("create", "T1")
    assert "there is no agent Mis" in handover("forget", "T1", "Mis", code=1)
    assert "there is no object Pupil" in handover("grant", "T1", "Mis", "all", "--object", "Pupil", code=1)


@pytest.mark.django_db(transaction=True)
def test_what_an_operator_does_to_a_zone_is_in_the_audit_log_of_the_site():
    for words in (
        ["create", "T1"],
        ["create", "T1"],
        ["rules", "T1"],
        ["rules", "T1", "paused=yes"],
        ["allow", "T1", "Mis"],
        ["grant", "T1", "Mis", "request", "--object", "LearnerPersonal"],
        ["forget", "T1", "Mis"],
    ):
        assert CliRunner().invoke(zone_command, words).exit_code == 0, words
    written = Entry.objects.filter(action__startswith="zone.").order_by("sequence")
    assert [(row.action, row.username, row.subject) for row in written] == [
        (f"zone.{action}", "handover", "T1")
        for action in ("created", "rules_changed", "agent_allowed", "key_made", "rights_set", "agent_forgotten")
    ]


IN_ONE_PROCESS = """
import json, sys
from click.testing import CliRunner
from handover.cli.serve import tell_how_protected
from handover.cli.zone import zone_command as zone
for words in json.load(sys.stdin):
    done = CliRunner().invoke(zone, words)
    print(json.dumps([done.exit_code, done.output]))
"""


def administered(database: str, *commands: str, code: int = 0) -> list[str]:
    """Run `handover zone …` with a database and no setting at all, one command after the other; return what each says."""
    words = [[*command.split(), "--database", database] for command in commands]
    done = subprocess.run(
        [sys.executable, "-c", IN_ONE_PROCESS],
        env=CLEAN,
        input=json.dumps(words),
        stdout=subprocess.PIPE,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [exit_code for exit_code, _ in said] == [code] * len(commands), said
    return [output for _, output in said]


def own_address(told: str) -> str:
    [line] = [line for line in told.splitlines() if line.startswith("http")]
    return line


def test_zone_that_runs_alone_is_administered_without_the_settings_of_a_site(database):
    made, listed, allowed, granted, changed, _, agents = administered(
        database,
        "create T1 --name School",
        "list",
        "allow T1 Mis",
        "grant T1 Mis request",
        "rules T1 paused=yes",
        "rules T1 paused=no",
        "agents T1",
    )
    assert "was made" in made
    assert "T1    School  closed  0" in listed
    address = own_address(allowed)
    assert address.startswith("http://127.0.0.1:7080/zone/T1/")
    assert "may request" in granted
    assert "paused: no → yes" in changed
    assert "no          key" in agents
    with serving("--database", database, "--open", "Other") as (_, served_at):
        there = urlsplit(served_at)._replace(path=urlsplit(address).path).geturl()
        assert ask(there, register()) == "0"
        assert ask(served_at.replace("Other", "T1"), ping()) == "3/1"
        administered(database, "withdraw-key T1 Mis")
        assert ask(there, ping()) == "3/1"


def test_what_is_done_to_the_zones_of_a_site_is_not_done_without_its_settings(tmp_path):
    """Its audit log would lack the act: it is sealed with the site's key."""
    database = f"sqlite:///{tmp_path}/site.sqlite3"
    administered(database, "create T1")
    with sqlite3.connect(tmp_path / "site.sqlite3") as site:
        site.execute(f"CREATE TABLE {Entry._meta.db_table} (id INTEGER)")
    for said in administered(database, "create T2", "allow T1 Mis", "rules T1 paused=yes", code=1):
        assert "HANDOVER_MASTER_KEY is not set" in said
    agents, listed = administered(database, "agents T1", "list")
    assert "Mis" not in agents
    assert "T2" not in listed
    assert "paused" not in listed


def test_database_that_is_not_there_is_not_made_by_a_command_that_expects_one(tmp_path, database):
    words = ("list", "agents T1", "rules T1", "allow T1 Mis", "replace-key T1 Mis", "grant T1 Mis all", "forget T1 Mis")
    for said in administered(database, *words, code=1):
        assert "There are no zones in the database" in said
    assert list(tmp_path.iterdir()) == []


def test_file_that_holds_something_else_is_left_as_it_is(tmp_path):
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (id INTEGER)")
    before = path.read_bytes()
    assert "There are no zones" in administered(f"sqlite:///{path}", "list", code=1)[0]
    assert path.read_bytes() == before


def test_agent_is_given_an_address_of_its_own_that_can_be_replaced_and_withdrawn(handover):
    handover("create", "T1")
    first = own_address(handover("allow", "T1", "Mis"))
    assert "/zone/T1/" in first
    assert len(first.rpartition("/")[2]) == 32
    again = handover("allow", "T1", "Mis")
    assert "has an address of its own already" in again
    assert "http" not in again
    second = own_address(handover("replace-key", "T1", "Mis"))
    assert second != first
    assert "is withdrawn" in handover("withdraw-key", "T1", "Mis")
    assert "none: refused" in handover("agents", "T1")
    assert "no address of its own" in handover("withdraw-key", "T1", "Mis", code=1)
    assert own_address(handover("allow", "T1", "Mis"))
    for word in (first, second):
        assert word.rpartition("/")[2] not in handover("agents", "T1") + handover("list")


def test_agent_with_a_certificate_gets_no_address_of_its_own(handover):
    handover("create", "T1")
    told = handover("allow", "T1", "Mis", "--certificate", "mis.example")
    assert "a certificate with the common name mis.example" in told
    assert "http" not in told
    assert "proves itself by a certificate" in handover("replace-key", "T1", "Mis", code=1)
    assert own_address(handover("allow", "T1", "Mis", "--certificate", ""))
    assert "mis.example" in handover("allow", "T1", "Mis", "--certificate", "mis.example")
    assert "certificate mis.example" in handover("agents", "T1")


def start_of(*words: str, **settings: str) -> str:
    """Return what a server says on standard error until it listens."""
    command = [sys.executable, "-m", "handover", "zone", "serve", "--port", "0", *words]
    process = subprocess.Popen(
        command, env=CLEAN | settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout
    process.stdout.readline()
    process.terminate()
    return process.communicate(timeout=2 * SECONDS)[1]


def test_server_says_at_its_start_how_each_zone_is_protected(database):
    administered(
        database,
        "create Closed",
        "allow Closed Mis",
        "allow Closed Doors --certificate doors.example",
        "allow Closed OldMis",
        "withdraw-key Closed OldMis",
    )
    said = start_of("--database", database, "--open", "Try")
    assert "WARNING: zone Try is OPEN to every program on this machine" in said
    assert "Zone Closed: 1 agents by certificate, 1 by key, 1 without either, which cannot use it" in said
    demo = {"HANDOVER_MODE": "demo"}
    elsewhere = start_of("--database", database, "--host", "0.0.0.0", **demo)
    assert "WARNING" not in elsewhere
    assert "its policy is open, but not at this server" in elsewhere
    everyone = start_of("--database", database, "--host", "0.0.0.0", "--open-to-everyone", **demo)
    assert "WARNING: zone Try is OPEN to everybody who reaches this server" in everyone


@pytest.mark.django_db(transaction=True)
def test_site_says_at_its_start_which_zones_anybody_can_use(capsys):
    Town("fair").make("open")
    Town("school").make("closed")
    tell_how_protected("127.0.0.1")
    said = capsys.readouterr().err
    assert "WARNING: zone fair is OPEN to every program on this machine" in said
    assert "Zone school: 0 agents by certificate, 0 by key." in said
    tell_how_protected("0.0.0.0")
    said = capsys.readouterr().err
    assert "WARNING" not in said
    assert "its policy is open, but not at this server" in said
