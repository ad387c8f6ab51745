"""Proposing a username: the authority's number, an initial and the surname, such as 681bjones (seed, section 3.3)."""

import re
from collections.abc import Collection

from anyascii import anyascii

from handover.portal.accounts.models import User

LONGEST = 40
NOT_A_LETTER = re.compile(r"[^a-z]")


def suggest_username(full_name: str, la_number: str) -> str:
    """Return the username that a name suggests, in plain small letters."""
    words = [NOT_A_LETTER.sub("", anyascii(word).lower()) for word in full_name.split()]
    words = [word for word in words if word]
    initial = words[0][0] if len(words) > 1 else ""
    return (la_number + initial + (words[-1] if words else "user"))[:LONGEST]


SHARED_MAILBOXES = frozenset(
    {
        "admin",
        "administration",
        "bursar",
        "contact",
        "correspondence",
        "enquiries",
        "gweinyddu",
        "gweinyddwr",
        "head",
        "headteacher",
        "info",
        "mail",
        "office",
        "pennaeth",
        "post",
        "reception",
        "school",
        "schooloffice",
        "secretary",
        "swyddfa",
        "ymholiadau",
        "ysgol",
    }
)
"""What stands before the @ of a mailbox that several people may read: it names none of them."""
NOT_OF_A_MAILBOX = re.compile(r"[^a-z0-9.]")


def is_shared_mailbox(email: str) -> bool:
    """Say whether an address is a mailbox that colleagues share, such as office@school.example."""
    return email.partition("@")[0].lower() in SHARED_MAILBOXES


def suggest_from_email(email: str, full_name: str, la_number: str) -> str:
    """Return the username that an e-mail address suggests, such as 681bethan.jones; a shared mailbox suggests none, so
    there the name does.
    """
    mailbox = NOT_OF_A_MAILBOX.sub("", email.partition("@")[0].lower()).strip(".")
    if not mailbox or is_shared_mailbox(email):
        return suggest_username(full_name, la_number)
    return (la_number + mailbox)[:LONGEST]


def unlike(wanted: str, taken: Collection[str]) -> str:
    """Return the wanted username, with a figure at its end if somebody has it already."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}{number}" in taken:
        number += 1
    return f"{wanted}{number}"


def propose(full_name: str, establishment: str) -> str:
    """Return a username that nobody has, for a person of an establishment (empty for none)."""
    wanted = suggest_username(full_name, establishment[:3])
    taken = User.objects.filter(username__istartswith=wanted).values_list("username", flat=True)
    return unlike(wanted, {username.lower() for username in taken})
