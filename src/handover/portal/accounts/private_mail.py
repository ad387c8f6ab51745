"""Mail services for private people, as data: the seed prohibits them for work (section 3.7)."""

import re

DOMAINS = frozenset(
    {
        "aol.com",
        "btinternet.com",
        "fastmail.com",
        "gmail.com",
        "googlemail.com",
        "icloud.com",
        "mac.com",
        "mail.com",
        "me.com",
        "msn.com",
        "ntlworld.com",
        "passport.com",
        "plus.com",
        "proton.me",
        "protonmail.com",
        "rocketmail.com",
        "sky.com",
        "talktalk.net",
        "tiscali.co.uk",
        "tutanota.com",
        "virgin.net",
        "virginmedia.com",
        "yandex.com",
        "ymail.com",
        "zoho.com",
    }
)
ANYWHERE = ("gmx", "hotmail", "live", "outlook", "yahoo")
"""Services that have a domain in every country, such as hotmail.co.uk and yahoo.fr."""
COUNTRY = re.compile(rf"(?:{'|'.join(ANYWHERE)})(?:\.com?)?\.[a-z]{{2,3}}")


def is_private(domain: str, more: tuple[str, ...] = ()) -> bool:
    """Say whether a mail domain, or the one it is a part of, belongs to such a service or to `more` of them."""
    parts = domain.lower().rstrip(".").split(".")
    above = {".".join(parts[start:]) for start in range(len(parts) - 1)}
    known = DOMAINS | {name.lower() for name in more}
    return any(name in known or COUNTRY.fullmatch(name) for name in above)
