"""Where a computer keeps the address of a site and its key for it: one private file a profile, or two variables.

`handover login` writes the file. Windows keeps it in the account's own folder, which others cannot open.
"""

import json
import os
import re
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from handover.client.faults import ClientFault
from handover.client.vendor_login import VendorLogin
from handover.common.private import private_file, private_folder
from handover.common.text import Text

KEY_VARIABLE: Final = "HANDOVER_KEY"
URL_VARIABLE: Final = "HANDOVER_URL"
DEFAULT_PROFILE: Final = "default"
_PROFILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class SavedLogin:
    """The address of a site, the key for it, and the language in which this computer is spoken to.

    Of a vendor, `key` is its secret, and `client_id` and `establishment` stand beside it.
    """

    url: str
    key: str = field(repr=False)
    language: str = "en"
    client_id: str = ""
    establishment: str = ""

    @property
    def credentials(self) -> str | VendorLogin:
        """What a client is given to prove who it is."""
        return VendorLogin(self.client_id, self.key, self.establishment) if self.client_id else self.key


class NoLogin(ClientFault):
    """No key was found for the profile."""

    words = Text(
        "This computer has no key for the profile “{profile}”.",
        "Nid oes gan y cyfrifiadur hwn allwedd ar gyfer y proffil “{profile}”.",
    )
    remedy_words = Text(
        "Run `handover login`, or put the key into HANDOVER_KEY and the address of the site into HANDOVER_URL.",
        "Rhedwch `handover login`, neu rhowch yr allwedd yn HANDOVER_KEY a chyfeiriad y wefan yn HANDOVER_URL.",
    )


class UnusableLogin(ClientFault):
    """The file of a profile cannot be used."""

    words = Text(
        "The key in {path} is not used: {reason}.", "Nid yw'r allwedd yn {path} yn cael ei defnyddio: {reason}."
    )
    remedy_words = Text(
        "Make the file yours alone (chmod 600), or run `handover login` again. If others may have read the key, withdraw it on "
        "the site and make another.",
        "Gwnewch y ffeil yn eiddo i chi yn unig (chmod 600), neu rhedwch `handover login` eto. Os gallai eraill fod wedi "
        "darllen yr allwedd, tynnwch hi'n ôl ar y wefan a gwnewch un arall.",
    )


def read_login(profile: str = DEFAULT_PROFILE, environment: Mapping[str, str] = os.environ) -> SavedLogin:
    """Return the address and key to use: the variables where they are set, else the profile's file.

    Raises NoLogin, UnusableLogin, ValueError for what is no name of a profile, OSError.
    """
    key, url = environment.get(KEY_VARIABLE, "").strip(), environment.get(URL_VARIABLE, "").strip()
    if key and url:
        return SavedLogin(url, key)
    path = find_login_file(profile, environment)
    if not path.exists():
        raise NoLogin(profile=profile)
    saved = _read_file(path)
    return replace(saved, key=key, client_id="", establishment="") if key else saved


def write_login(login: SavedLogin, profile: str = DEFAULT_PROFILE, environment: Mapping[str, str] = os.environ) -> Path:
    """Keep an address and a key in a file that only this account can read, and return its path. Raises ValueError, OSError."""
    path = find_login_file(profile, environment)
    private_folder(path.parent)
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with open(beside, "x", encoding="utf-8", opener=private_file) as file:
        of_vendor = {"client_id": login.client_id, "establishment": login.establishment} if login.client_id else {}
        json.dump({"url": login.url, "key": login.key, "language": login.language, **of_vendor}, file, indent=2)
    beside.replace(path)
    return path


def find_login_file(profile: str, environment: Mapping[str, str]) -> Path:
    """Return the path of a profile's file. Raises ValueError for what is no name of a profile."""
    if not _PROFILE.fullmatch(profile):
        raise ValueError(f"{profile!r} is not a name for a profile: letters, digits, dots and hyphens, at most 40.")
    return find_settings_folder(environment) / "logins" / f"{profile}.json"


def find_settings_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder in which this account keeps settings of Handover."""
    given = environment.get("APPDATA" if sys.platform == "win32" else "XDG_CONFIG_HOME", "")
    return (Path(given) if Path(given).is_absolute() else Path.home() / ".config") / "handover"


def _read_file(path: Path) -> SavedLogin:
    if sys.platform != "win32" and path.stat().st_mode & _OTHERS:
        raise UnusableLogin(path=path, reason="other accounts may read it")
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        return SavedLogin(
            url=str(saved["url"]),
            key=str(saved["key"]),
            language=str(saved.get("language", "en")),
            client_id=str(saved.get("client_id", "")),
            establishment=str(saved.get("establishment", "")),
        )
    except (ValueError, KeyError, TypeError):
        raise UnusableLogin(path=path, reason="it is damaged") from None
