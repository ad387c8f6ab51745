"""How long is kept what the site has about people."""

from handover.common.text import Text
from handover.portal.retention.rule import (
    FOR_GOOD,
    GONE,
    Rule,
    kept,
    old_rows,
)

ROWS = (
    kept(
        "people",
        Text(
            "An account. A closed one stays, because the audit log and the tombstones name it",
            "Cyfrif. Erys un caeedig, am fod y cofnod archwilio a'r cerrig beddi yn ei enwi",
        ),
        FOR_GOOD,
        (
            "accounts.User",
            "accounts.AuthenticatorApp",
            "accounts.Passkey",
            "accounts.RecoveryCode",
            "accounts.SecondStepRule",
        ),
    ),
    old_rows(
        "people.links",
        Text("An invitation, or a link to choose a password", "Gwahoddiad, neu ddolen i ddewis cyfrinair"),
        Text("its link stopped working", "i'w dolen beidio â gweithio"),
        ("accounts.Link",),
        "HANDOVER_TRACE_DAYS",
        "expires_at",
    ),
    old_rows(
        "people.checks",
        Text(
            "The yearly check of people: each authority's list, and what was decided about each person",
            "Y gwiriad blynyddol o bobl: rhestr pob awdurdod, a'r hyn a benderfynwyd am bob person",
        ),
        Text("the check was opened", "i'r gwiriad gael ei agor"),
        ("accounts.YearlyCheck", "accounts.Checklist", "accounts.ChecklistLine"),
        "HANDOVER_TOMBSTONE_DAYS",
        "opened_at",
    ),
    old_rows(
        "people.tries",
        Text(
            "How many wrong tries to sign in there were, by keyed hashes of names and addresses",
            "Faint o gynigion anghywir i fewngofnodi a fu, yn ôl stwnshys allweddog o enwau a chyfeiriadau",
        ),
        Text("the last try", "y cynnig diwethaf"),
        ("accounts.WrongTries",),
        "HANDOVER_TRACE_DAYS",
        "level_at",
    ),
    old_rows(
        "people.requests",
        Text(
            "That a new password was asked for, until the worker has sent the link, seconds later",
            "Bod cyfrinair newydd wedi'i ofyn amdano, nes i'r gweithiwr anfon y ddolen, eiliadau wedyn",
        ),
        Text("the asking", "y gofyn"),
        ("accounts.PasswordRequest",),
        "HANDOVER_TRACE_DAYS",
        "asked_at",
    ),
    Rule(
        "people.sessions",
        Text("That somebody is signed in", "Bod rhywun wedi mewngofnodi"),
        Text("signing in", "mewngofnodi"),
        GONE,
        ("accounts.BrowserSession",),
        hours="HANDOVER_SESSION_HOURS",
    ),
)
