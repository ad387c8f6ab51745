"""How long is kept what the site has about people."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.rule import (
    FOR_GOOD,
    GONE,
    RetentionRule,
    kept_rule,
    old_rows_rule,
)

ROWS = (
    kept_rule(
        "people",
        Text(
            "An account. A closed one stays, because the audit log and the tombstones name it",
            "Cyfrif. Erys un caeedig, am fod y cofnod archwilio a'r cerrig beddi yn ei enwi",
        ),
        FOR_GOOD,
        (
            "accounts.User",
            "accounts.Office",
            "accounts.AuthenticatorApp",
            "accounts.Passkey",
            "accounts.RecoveryCode",
            "accounts.OutsideAccount",
            "accounts.SecondStepRule",
            "accounts.PersonEmails",
            "accounts.InvitationRecord",
        ),
    ),
    old_rows_rule(
        "people.lists",
        Text(
            "A list of people that was brought: its rows, and what was told of them",
            "Rhestr o bobl a ddygwyd: ei rhesi, a'r hyn a ddywedwyd amdanynt",
        ),
        Text("the list was brought", "i'r rhestr gael ei dwyn"),
        ("accounts.BroughtPeople",),
        Config.trace_days,
        "brought_at",
    ),
    old_rows_rule(
        "people.corrections",
        Text(
            "That a person asked for their name or e-mail address to be put right, until somebody has done so",
            "Bod person wedi gofyn am gywiro ei enw neu ei gyfeiriad e-bost, nes i rywun wneud hynny",
        ),
        Text("the asking", "y gofyn"),
        ("accounts.CorrectionRequest",),
        Config.trace_days,
        "asked_at",
    ),
    old_rows_rule(
        "people.waves",
        Text(
            "A wave of invitations: who started it, how many, until when the links work",
            "Ton o wahoddiadau: pwy a'i dechreuodd, faint, a than pryd y mae'r dolenni'n gweithio",
        ),
        Text("its links stopped working", "i'w dolenni beidio â gweithio"),
        ("accounts.InvitationWave",),
        Config.trace_days,
        "links_until",
    ),
    old_rows_rule(
        "people.links",
        Text("An invitation, or a link to choose a password", "Gwahoddiad, neu ddolen i ddewis cyfrinair"),
        Text("its link stopped working", "i'w dolen beidio â gweithio"),
        ("accounts.Link",),
        Config.trace_days,
        "expires_at",
    ),
    old_rows_rule(
        "people.checks",
        Text(
            "The yearly check of people: each authority's list, and what was decided about each person",
            "Y gwiriad blynyddol o bobl: rhestr pob awdurdod, a'r hyn a benderfynwyd am bob person",
        ),
        Text("the check was opened", "i'r gwiriad gael ei agor"),
        ("accounts.YearlyCheck", "accounts.Checklist", "accounts.ChecklistLine"),
        Config.tombstone_days,
        "opened_at",
    ),
    old_rows_rule(
        "people.tries",
        Text(
            "How many wrong tries to sign in there were, by keyed hashes of names and addresses",
            "Faint o gynigion anghywir i fewngofnodi a fu, yn ôl stwnshys allweddog o enwau a chyfeiriadau",
        ),
        Text("the last try", "y cynnig diwethaf"),
        ("accounts.WrongTries",),
        Config.trace_days,
        "level_at",
    ),
    old_rows_rule(
        "people.requests",
        Text(
            "That a new password was asked for, until the worker has sent the link, seconds later",
            "Bod cyfrinair newydd wedi'i ofyn amdano, nes i'r gweithiwr anfon y ddolen, eiliadau wedyn",
        ),
        Text("the asking", "y gofyn"),
        ("accounts.PasswordRequest",),
        Config.trace_days,
        "asked_at",
    ),
    RetentionRule(
        "people.sessions",
        Text("That somebody is signed in", "Bod rhywun wedi mewngofnodi"),
        Text("signing in", "mewngofnodi"),
        GONE,
        ("accounts.BrowserSession",),
        hours=Config.session_hours,
    ),
)
