"""Who else may say who somebody is: providers of OpenID Connect, as one setting that holds a list in JSON."""

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from handover.portal.configuration.setting import SettingGroup, setting

KEY: Final = re.compile(r"[a-z][a-z0-9-]{0,19}")
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
NEEDED: Final = ("key", "issuer", "client_id", "client_secret", "name")
KNOWN: Final = frozenset({*NEEDED, "name_cy", "subject", "email", "second_step"})


@dataclass(frozen=True, slots=True)
class OpenIDProvider:
    """A provider: its key in addresses and in the log, its issuer, our client there, and its name on the button.

    `subject` and `email` name the claims that say who the person is and where they read e-mail. `second_step` are values of
    `acr` or `amr` by which the provider says that a second step was taken there; none: ours is asked as with a password.
    """

    key: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    name_cy: str
    subject: str = "sub"
    email: str = "email"
    second_step: frozenset[str] = frozenset()


def parse_openid(text: str) -> tuple[OpenIDProvider, ...]:
    """Return the providers from a list in JSON; raise ValueError, which never repeats what was written, if it is not one."""
    if not text.strip():
        return ()
    try:
        rows = json.loads(text)
    except ValueError:
        raise ValueError("a list in JSON, as docs/operator/openid.md shows") from None
    if not isinstance(rows, list):
        raise ValueError("a list in JSON, as docs/operator/openid.md shows")
    found = tuple(read_provider(row) for row in rows)
    if len({provider.key for provider in found}) < len(found):
        raise ValueError("a list in which each provider has a key of its own")
    return found


def read_provider(row: Any) -> OpenIDProvider:
    """Return one provider; raise ValueError if something is missing, unknown, or not to be trusted."""
    if not isinstance(row, dict) or row.keys() - KNOWN or not all(row.get(name) for name in NEEDED):
        raise ValueError(f"providers with {', '.join(NEEDED)}, and no words but these and {', '.join(sorted(KNOWN))}")
    steps = row.pop("second_step", [])
    words = [*row.values(), *steps] if isinstance(steps, list) else [None]
    if not all(isinstance(word, str) for word in words):
        raise ValueError("providers of texts, and second_step a list of texts")
    if not KEY.fullmatch(row["key"]):
        raise ValueError("providers with a key of small letters, figures and hyphens, such as dfe")
    address = urlsplit(row["issuer"])
    if address.query or not (address.scheme == "https" or address.hostname in LOOPBACK):
        raise ValueError("providers with an issuer that begins with https://")
    return OpenIDProvider(**{"name_cy": row["name"], **row}, second_step=frozenset(steps))


class OpenIDSettings(SettingGroup):
    """Who else may say who somebody is."""

    openid = setting(
        "HANDOVER_OPENID",
        parse_openid,
        "",
        "Providers of OpenID Connect with which people may sign in, such as DfE Sign-in, Microsoft or Hwb, as a list in JSON "
        "(docs/operator/openid.md). Empty: people sign in with a password.",
    )
