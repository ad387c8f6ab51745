"""What a school chooses, in the file `courier.toml` of the folder. The key is not in it: `handover login` keeps that."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from handover.common.text import LANGUAGES

SETTINGS_FILE: Final = "courier.toml"


class TakenWhen(StrEnum):
    """What says that the school's software has a file of `in/`; the site is told so."""

    MOVED = "moved"
    """The software, or a person, takes the file away from `in/`."""
    SAID = "said"
    """A person moves it to `in/taken/` or says `handover courier took FILE`; a file that is merely gone is not taken."""
    AT_ONCE = "at once"
    """It lies whole in `in/`."""


class SettingsFault(ValueError):
    """The settings cannot be used. The text says which, and what to write."""


@dataclass(frozen=True, slots=True)
class CourierSettings:
    """The settings with their defaults. `profile` names the login whose address and key are used."""

    profile: str = "default"
    language: str = "en"
    taken: TakenWhen = TakenWhen.MOVED
    kinds: tuple[str, ...] = ()
    look_seconds: int = 5
    ask_seconds: int = 60
    desktop: bool = True
    keep_days: int = 31


# Name, what the file says of it, the least and most of a number.
_WORDS: Final[Mapping[str, str]] = {
    "profile": "The login whose address and key are used: `handover login` made it.",
    "language": "Of the pages and notices: en or cy.",
    "taken": 'What says that your software has a file of in/: "moved" (it is taken away from in/), "said" (somebody\n'
    '# moves it to in/taken/, or says `handover courier took FILE`) or "at once" (it lies in in/).',
    "kinds": 'Which kinds of files are fetched, such as ["ctf"]; [] is all.',
    "look_seconds": "How often the folder is looked at.",
    "ask_seconds": "How often the site is asked what waits; at most 300.",
    "desktop": "Whether notices are shown on the desktop.",
    "keep_days": "How many days a file that is through lies in sent/, refused/ and in/taken/ before the courier removes it;\n"
    "# a file without an answer of the site is never removed. 0 keeps all.",
}
_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "look_seconds": (1, 300),
    "ask_seconds": (10, 300),
    "keep_days": (0, 365),
}
_OF_OLDER_FILES: Final = {"keep_days": 0}
"""What a file means that was written before there was the setting: nothing is removed that nobody was told of."""


def write_settings(settings: CourierSettings) -> str:
    """Return the text of the file, with a line above each setting that says what it is."""
    rows = [
        f"# {_WORDS[each.name]}\n{each.name} = {_as_toml(getattr(settings, each.name))}\n" for each in fields(settings)
    ]
    return "# Settings of the courier. A change counts from its next start.\n\n" + "\n".join(rows)


def _as_toml(value: Any) -> str:
    # JSON's strings, lists, numbers and booleans are TOML's.
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def parse_settings(text: str) -> CourierSettings:
    """Return the settings of a file's text. Raises `SettingsFault`."""
    try:
        given = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as fault:
        raise SettingsFault(f"{SETTINGS_FILE} is not TOML: {fault}.") from None
    unknown = given.keys() - _WORDS.keys()
    if unknown:
        raise SettingsFault(f"{SETTINGS_FILE}: there is no setting {min(unknown)!r}. There are: {', '.join(_WORDS)}.")
    return CourierSettings(**{name: _check(name, value) for name, value in {**_OF_OLDER_FILES, **given}.items()})


def _check(name: str, value: Any) -> Any:
    if name == "taken":
        return TakenWhen(_choose(name, value, [each.value for each in TakenWhen]))
    if name == "language":
        return _choose(name, value, list(LANGUAGES))
    if name == "kinds":
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise SettingsFault(f'{SETTINGS_FILE}: kinds is a list such as ["ctf"].')
    if name in _RANGES:
        least, most = _RANGES[name]
        if type(value) is int and least <= value <= most:
            return value
        raise SettingsFault(f"{SETTINGS_FILE}: {name} is a number from {least} to {most}.")
    wanted: type = bool if name == "desktop" else str
    if type(value) is not wanted or value == "":
        raise SettingsFault(f"{SETTINGS_FILE}: {name} is {'true or false' if wanted is bool else 'a text'}.")
    return value


def _choose(name: str, value: Any, allowed: list[str]) -> str:
    if value in allowed:
        return str(value)
    raise SettingsFault(f"{SETTINGS_FILE}: {name} is one of {', '.join(map(repr, allowed))}.")


def read_settings(folder: Path) -> CourierSettings:
    """Return the settings of a folder. Raises `SettingsFault`, also where `handover courier init` did not make the folder."""
    try:
        return parse_settings((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsFault(
            f"{folder} is not a courier's folder, or its drive is not connected: there is no {SETTINGS_FILE} in it. "
            f"`handover courier init --folder {folder}` makes one."
        ) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingsFault(f"{folder / SETTINGS_FILE} cannot be read: {fault}.") from None
