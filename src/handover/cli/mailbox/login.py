"""`handover login`: keeps the address of a site and a key for it on this computer."""

import os
import sys
from typing import Final

import click

from handover.cli.mailbox.exit_codes import judge_fault
from handover.cli.mailbox.session import explain_fault_lines, open_client
from handover.cli.plainly import bear_any_terminal, say_plainly
from handover.client import ClientFault, KeyInfo
from handover.client.logins import DEFAULT_PROFILE, KEY_VARIABLE, URL_VARIABLE, SavedLogin, write_login
from handover.common.text import LANGUAGES, Text

LOGIN_PATIENCE: Final = 10.0
"""How many seconds a site may be away while a person looks on."""
_ASK_URL = Text("Address of the site", "Cyfeiriad y wefan")
_ASK_KEY = Text("Key (it is not shown)", "Allwedd (ni chaiff ei dangos)")
_ASK_SECRET = Text("Secret (it is not shown)", "Cyfrinach (ni chaiff ei dangos)")
_WHOSE = Text(
    "This key is “{name}” of {office} ({mailbox}).",
    "Yr allwedd hon yw “{name}”. Swyddfa: {office} ({mailbox}).",
)
_MAY = Text("It may: {rights}.", "Caiff wneud hyn: {rights}.")
_ENDS = Text("It ends on {day:date}.", "Daw i ben ar {day:date}.")
_KEPT = Text(
    "Kept in {path}, which only your account can read.", "Cadwyd yn {path}; dim ond eich cyfrif chi all ei ddarllen."
)


@click.command("login")
@click.option("--url", help="Address of the site, such as https://handover.example.org; asked for otherwise.")
@click.option("--client-id", help="For a vendor's software: its client id. The secret then takes the place of the key.")
@click.option("--establishment", help="For a vendor's software: the number of the school or authority it works for.")
@click.option("--key-stdin", is_flag=True, help="Read the key from standard input; it is asked for otherwise.")
@click.option(
    "--profile", default=DEFAULT_PROFILE, show_default=True, help="A name for this login, where you have several."
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="English or Welsh words."
)
def login_command(
    url: str | None, client_id: str | None, establishment: str | None, key_stdin: bool, profile: str, language: str
) -> None:
    """Keep a site's address and a key for it on this computer, in a file that only you can read.

    Your office's administrator makes the key on the site. It is never given on the command line, where others could see
    it: it is asked for, read from standard input, or taken from HANDOVER_KEY. The site is asked whose the key is before
    anything is kept. A vendor gives its client id, its secret in the same way, and for which school it works: a profile
    for each.
    """
    bear_any_terminal()
    if bool(client_id) is not bool(establishment):
        raise click.UsageError("Give both --client-id and --establishment, or neither.")
    url = url or os.environ.get(URL_VARIABLE) or click.prompt(_ASK_URL.say(language))
    key = take_key(key_stdin, language, _ASK_SECRET if client_id else _ASK_KEY)
    login = SavedLogin(url.strip(), key, language, client_id or "", establishment or "")
    with open_client(login, language, LOGIN_PATIENCE) as client:
        try:
            known = client.me()
            path = write_login(login, profile)
        except (ClientFault, OSError) as fault:
            say_plainly("\n".join(explain_fault_lines(fault, language)), err=True)
            sys.exit(judge_fault(fault).number)
        except ValueError as fault:
            raise click.UsageError(str(fault)) from None
    tell_key(known, language)
    say_plainly(_KEPT.say(language, path=path))


def take_key(from_stdin: bool, language: str, question: Text = _ASK_KEY) -> str:
    """Return the key: of standard input, of the variable, or as a person types it, unseen."""
    if from_stdin:
        return sys.stdin.readline().strip()
    given = os.environ.get(KEY_VARIABLE) or click.prompt(question.say(language), hide_input=True, err=True)
    return str(given).strip()


def tell_key(known: KeyInfo, language: str) -> None:
    """Say whose the key is and what it opens."""
    say_plainly(_WHOSE.say(language, name=known.name, office=known.establishment.name, mailbox=known.mailbox))
    say_plainly(_MAY.say(language, rights=", ".join(known.rights)))
    if known.ends_on is not None:
        say_plainly(_ENDS.say(language, day=known.ends_on))
