"""What a person, or a script, does with the commands: words and remedies, JSON lines, exit codes."""

import io
import json

import pytest
from click.testing import CliRunner

from handover.cli.mailbox.exit_codes import EXIT_CODES
from handover.cli.mailbox.session import MailboxSession
from handover.cli.main import main
from handover.client import Client
from tests.client.sites import KeyedSite
from tests.client.test_mailbox import fresh_file


class Shell:
    """A shell of one office's computer."""

    def __init__(self, site: KeyedSite, office: str, home) -> None:
        self.site, self.office = site, office
        self.environment = {
            "XDG_CONFIG_HOME": str(home),
            "HANDOVER_URL": site.url,
            "HANDOVER_KEY": site.keys[office],
        }

    def run(self, *words, code=0, said=None, **environment):
        done = CliRunner().invoke(main, words, input=said, env={**self.environment, **environment})
        assert done.exit_code == code, done.output
        assert self.site.keys[self.office] not in done.output
        return done.output

    def lines(self, *words, code=0, **environment):
        return [json.loads(line) for line in self.run(*words, "--json", code=code, **environment).splitlines()]


@pytest.fixture
def nant(keyed_site, tmp_path):
    return Shell(keyed_site, "nant", tmp_path / "nant")


@pytest.fixture
def glan(keyed_site, tmp_path):
    return Shell(keyed_site, "glan", tmp_path / "glan")


@pytest.fixture
def fern(keyed_site, tmp_path):
    """A school to which nothing else is sent."""
    return Shell(keyed_site, "fern", tmp_path / "fern")


NO_LOGIN = {"HANDOVER_KEY": "", "HANDOVER_URL": ""}


def test_login_asks_for_what_it_needs_and_keeps_it_for_its_account_alone(nant, tmp_path):
    said = nant.run("login", said=f"{nant.site.url}\n{nant.site.keys['nant']}\n", **NO_LOGIN)
    assert "This key is “Autumn import” of Nant y Wennol Primary School (6812990)." in said
    kept = tmp_path / "nant" / "handover" / "logins" / "default.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert nant.run("track", "nobody's", code=1, **NO_LOGIN) == "nobody's: there is no such file.\n"


def test_login_of_a_vendor_s_software_takes_its_secret_and_the_school(nant):
    keys = nant.site.keys
    words = ["login", "--url", nant.site.url, "--client-id", keys["client_id"], "--profile", "fern"]
    said = nant.run(*words, "--establishment", "9364990", said=f"{keys['vendor']}\n", **NO_LOGIN)
    assert "Fern Hill Academy (9364990)" in said
    assert keys["vendor"] not in said
    (inbox,) = [nant.run("inbox", "--profile", "fern", **NO_LOGIN)]
    assert "Error" not in inbox
    assert "Give both --client-id and --establishment" in nant.run(*words, code=2, **NO_LOGIN)
    said = nant.run(*words, "--establishment", "6812990", said=f"{keys['vendor']}\n", code=3, **NO_LOGIN)
    assert "does not approve this vendor" in said


def test_login_takes_the_key_from_standard_input_and_speaks_welsh_from_then_on(nant):
    words = ["login", "--url", nant.site.url, "--key-stdin", "--profile", "desg", "--language", "cy"]
    assert "Yr allwedd hon yw" in nant.run(*words, said=f"{nant.site.keys['nant']}\n", **NO_LOGIN)
    said = nant.run("track", "--profile", "desg", "neb", code=1, **NO_LOGIN)
    assert said == "neb: nid oes ffeil o'r fath.\n"


def test_a_key_that_the_site_does_not_know_is_not_kept(nant, tmp_path):
    wrong = nant.site.keys["nant"][:-4] + "aaaa"
    said = nant.run("login", "--url", nant.site.url, "--key-stdin", said=wrong, code=3, **NO_LOGIN)
    assert wrong not in said
    assert not (tmp_path / "nant" / "handover").exists()


def test_a_key_is_no_option_of_any_command():
    for name in ("login", "send", "fetch"):
        assert "--key " not in CliRunner().invoke(main, [name, "--help"]).output


def test_without_a_login_a_command_says_how_to_get_one(nant):
    said = nant.run("inbox", code=2, **NO_LOGIN)
    assert "Run `handover login`" in said
    assert nant.lines("inbox", code=2, **NO_LOGIN)[0]["error"]["code"] == "NoLogin"
    assert "https" in nant.run("inbox", code=2, HANDOVER_URL="http://site.test")


def test_a_file_goes_from_one_schools_script_to_the_next(nant, glan, tmp_path):
    file = fresh_file(tmp_path)
    (sent,) = nant.lines("send", str(file), "--reference", f"leaver {file.name}")
    reference = sent["transfer"]["reference"]
    assert (sent["file"], sent["verdict"]) == (str(file), "accepted")
    assert reference in [line["reference"] for line in glan.lines("inbox", "--kind", "ctf")]
    (fetched,) = glan.lines("fetch", reference, "-o", str(tmp_path / "in"))
    assert (tmp_path / "in" / file.name).read_bytes() == file.read_bytes()
    assert fetched["file"] == str(tmp_path / "in" / file.name)
    assert "Confirmed" in glan.run("confirm", reference)
    assert [line["state"] for line in nant.lines("track", f"leaver {file.name}", reference)] == ["confirmed"] * 2
    assert reference in nant.run("track", "--state", "confirmed")


def test_everything_that_waits_is_fetched_and_confirmed(nant, fern, tmp_path):
    files = [fresh_file(tmp_path, destination="9364990") for _ in range(3)]
    assert len(nant.lines("send", *map(str, files))) == 3
    done = fern.lines("fetch", "--all", "-o", str(tmp_path / "in"), "--confirm")
    assert {line["state"] for line in done} == {"confirmed"}
    assert {path.name for path in (tmp_path / "in").iterdir()} == {file.name for file in files}
    assert fern.run("inbox") == "Nothing waits.\n"
    assert fern.run("fetch", "--all", "-o", str(tmp_path / "in"), "--language", "cy") == "Nid oes dim yn aros.\n"


def test_a_refused_file_says_why_and_the_others_go(nant, tmp_path):
    good, bad = fresh_file(tmp_path), tmp_path / "6812990_CTF_6814990_902.xml"
    bad.write_bytes(b"<CTfile>")
    said = nant.run("send", str(bad), str(good), code=1)
    assert f"{bad}: refused; nothing was sent" in said
    assert "  error    " in said
    assert f"{good}: sent\n" in said
    assert "gwrthodwyd; nid anfonwyd dim" in nant.run("send", str(bad), "--language", "cy", code=1)
    (line,) = nant.lines("check", str(bad), code=1)
    assert (line["verdict"], line["problems"][0]["severity"]) == ("refuse", "error")


def test_a_question_is_an_exit_code_of_its_own_and_answered_by_a_command(nant, tmp_path):
    file = fresh_file(tmp_path)
    odd = file.rename(tmp_path / file.name.replace("_CTF_", "_ctf "))
    said = nant.run("send", str(odd), code=5)
    command = next(line for line in said.splitlines() if "handover answer" in line)
    assert command.endswith(" yes|no")
    reference = command.split()[2]
    assert "Sent" in nant.run("answer", reference, "yes")
    assert "Called back" in nant.run("recall", reference)
    said = nant.run("recall", reference, code=1)
    assert said.startswith(f"{reference}: ")
    assert len(said.splitlines()) == 2, "what is wrong, and what to do about it"


def test_a_file_is_rejected_with_a_reason_of_the_table(nant, glan, tmp_path):
    reference = nant.lines("send", str(fresh_file(tmp_path)))[0]["transfer"]["reference"]
    assert "reason" in glan.run("reject", reference, "--reason", "ugly", code=1)
    assert glan.lines("reject", reference, "--reason", "not_imported")[0]["state"] == "rejected"
    assert reference in nant.run("notices", "--acknowledge", "--json")
    assert reference not in nant.run("notices", "--json")


def test_a_file_of_this_computer_that_cannot_be_read_is_said_in_a_sentence(nant, tmp_path):
    good = fresh_file(tmp_path)
    said = nant.run("send", str(tmp_path / "none.xml"), str(good), code=6)
    assert f"{tmp_path}/none.xml: No such file or directory." in said
    assert f"{good}: sent" in said


def test_who_has_no_answer_is_told_what_was_not_tried(nant, tmp_path):
    files = [str(fresh_file(tmp_path)) for _ in range(3)]
    nobody = "http://127.0.0.1:9"
    said = nant.run("send", *files, "--patience", "0", code=4, HANDOVER_URL=nobody)
    assert "The site gave no answer" in said
    assert f"Not tried: {files[1]}, {files[2]}" in said


def test_a_key_without_the_right_is_not_allowed(keyed_site, tmp_path):
    grug = Shell(keyed_site, "grug", tmp_path)
    (line,) = grug.lines("send", str(fresh_file(tmp_path)), code=3)
    assert (line["error"]["code"], line["error"]["status"]) == ("api.not_allowed", 403)


@pytest.mark.parametrize(
    "words",
    [
        ("send",),
        ("fetch",),
        ("fetch", "--all", "x"),
        ("answer", "x", "perhaps"),
        ("send", "a", "b", "--reference", "x"),
        ("send", "a", "--reference", "Siân"),
        ("inbox", "--profile", "../x"),
    ],
)
def test_what_cannot_be_meant_is_said_before_the_site_is_asked(nant, words):
    environment = NO_LOGIN if "--profile" in words else {}
    nant.run(*words, code=2, **environment)


class Screen(io.StringIO):
    """A terminal at which somebody looks."""

    def isatty(self):
        return True


def test_a_long_file_shows_how_far_it_is_and_a_short_one_does_not(monkeypatch):
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with Client("https://site.test", "key") as client:
        person, script = MailboxSession(client, "en", False), MailboxSession(client, "en", True)
        assert script.show_progress("a.zip") is None
        show = person.show_progress("short.xml")
        show(500, 1_000)
        assert screen.getvalue() == ""
        show = person.show_progress("long.zip")
        show(1_000_000, 4_000_000)
        show(4_000_000, 4_000_000)
        person.end_bars()
    assert "long.zip" in screen.getvalue()
    assert "100%" in screen.getvalue()


def test_every_exit_code_is_in_the_reference():
    assert sorted(code.number for code in EXIT_CODES) == [0, 1, 2, 3, 4, 5, 6]


def test_a_shell_completes_commands_without_loading_them():
    done = CliRunner().invoke(
        main,
        prog_name="handover",
        env={"_HANDOVER_COMPLETE": "bash_complete", "COMP_WORDS": "handover re", "COMP_CWORD": "1"},
    )
    assert done.output.split() == ["plain,recall", "plain,reject", "plain,report", "plain,restore"]
