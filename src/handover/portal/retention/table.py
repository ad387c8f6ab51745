"""How long everything is kept, as one table: what, since when, what happens then, and who is told before.

The worker keeps to it (`keeping`), the screens show it, `docs/reference/retention.md` is written from it, and a test finds
a rule for every table of the database.
"""

from functools import partial
from typing import Final

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.configuration.setting import Setting
from handover.portal.lostpupils.removing import outgrow
from handover.portal.messaging.models import Draft
from handover.portal.phase import boards
from handover.portal.retention import files, letters, lost
from handover.portal.retention.rule import Caution, Rule
from handover.portal.transfers import clock
from handover.portal.transfers.kinds import KINDS

FOR_GOOD: Final = Text("for good", "am byth")
WHILE_THERE: Final = Text("until somebody deletes it", "nes i rywun ei ddileu")
GONE: Final = Text("It is deleted.", "Mae'n cael ei ddileu.")
BYTES_GONE: Final = Text(
    "The file and its key are destroyed. A tombstone stays: when, from whom, to whom, and the digest.",
    "Caiff y ffeil a'i hallwedd eu dinistrio. Erys carreg fedd: pryd, gan bwy, at bwy, a'r crynodeb.",
)
STAYS: Final = Text("It stays.", "Mae'n aros.")
EXPIRES: Final = Text(
    "It expires; both sides are told, and the file can no longer be collected.",
    "Daw i ben; hysbysir y ddwy ochr, ac ni ellir casglu'r ffeil mwyach.",
)
BOTH_SIDES: Final = Text("the destination and the sender", "y cyrchfan a'r anfonwr")
LAST_STEP: Final = Text("its last step", "ei gam olaf")
IN_ZONES: Final = Text("as the rules of its zone say", "fel y dywed rheolau ei barth")


def file_rule(key: str, what: Text, days: Setting[int]) -> Rule:
    """Return the rule for files that are over: nobody waits for them, so nobody is told."""
    return Rule(
        key,
        what,
        LAST_STEP,
        BYTES_GONE,
        ("transfers.Transfer", "transfers.SealedFile", "transfers.PupilMark", "transfers.DamagedFile"),
        days=days,
        rows=files.SPANS[key].rows,
        clock="moved_at",
        end=clock.bury,
        audited=True,
        asks=True,
    )


def waiting_rule(key: str, what: Text, days: Setting[int]) -> Rule:
    """Return the rule for files that wait to be collected: both sides are told before."""
    return Rule(
        key,
        what,
        LAST_STEP,
        EXPIRES,
        ("transfers.Transfer",),
        days=days,
        rows=files.SPANS[key].rows,
        clock="moved_at",
        end=clock.expire,
        warning=Caution(BOTH_SIDES, Config.warn_days, ("destination",), partial(files.warn, days)),
        audited=True,
    )


def old_rows(key: str, what: Text, since: Text, models: tuple[str, ...], days: Setting[int], clock_field: str) -> Rule:
    """Return the rule for rows that are simply deleted; the first of the tables is cleared, the others go with it."""
    return Rule(
        key,
        what,
        since,
        GONE,
        models,
        days=days,
        rows=partial(files.every, models[0]),
        clock=clock_field,
        end=files.remove,
    )


def kept(key: str, what: Text, length: Text, models: tuple[str, ...], since: Text | None = None) -> Rule:
    """Return the rule for what this table does not end: kept for good, or ended by another part."""
    return Rule(key, what, since or Text("", ""), STAYS if length is FOR_GOOD else GONE, models, length=length)


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "files.unanswered",
        Text("A file whose sender was asked a question", "Ffeil y gofynnwyd cwestiwn i'w hanfonwr"),
        Text("the question", "y cwestiwn"),
        BYTES_GONE,
        ("transfers.Transfer",),
        hours=Config.ask_hours,
    ),
    waiting_rule(
        "files.uncollected",
        Text("A file that nobody has collected and confirmed", "Ffeil nad oes neb wedi'i chasglu a'i chadarnhau"),
        KINDS["ctf"].days,
    ),
    file_rule(
        "files.collected",
        Text("A file that was collected and confirmed", "Ffeil a gasglwyd ac a gadarnhawyd"),
        Config.collected_days,
    ),
    waiting_rule(
        "generic.uncollected",
        Text(
            "A generic file that nobody has collected and confirmed",
            "Ffeil generig nad oes neb wedi'i chasglu a'i chadarnhau",
        ),
        KINDS["generic"].days,
    ),
    file_rule(
        "generic.collected",
        Text("A generic file that was collected and confirmed", "Ffeil generig a gasglwyd ac a gadarnhawyd"),
        Config.generic_collected_days,
    ),
    file_rule(
        "files.over",
        Text(
            "A file that was rejected, called back, removed, sent on or never collected",
            "Ffeil a wrthodwyd, a alwyd yn ôl, a dynnwyd, a anfonwyd ymlaen neu na chasglwyd",
        ),
        Config.ended_days,
    ),
    file_rule(
        "generic.over",
        Text(
            "A generic file that was rejected, called back, removed, sent on or never collected",
            "Ffeil generig a wrthodwyd, a alwyd yn ôl, a dynnwyd, a anfonwyd ymlaen neu na chasglwyd",
        ),
        Config.ended_days,
    ),
    Rule(
        "files.tombstone",
        Text("The tombstone of a file", "Carreg fedd ffeil"),
        LAST_STEP,
        GONE,
        ("transfers.Transfer",),
        days=Config.tombstone_days,
        rows=files.tombstones,
        clock="moved_at",
        end=files.remove,
    ),
    old_rows(
        "files.collections",
        Text("The note of who collected which files", "Y nodyn o bwy a gasglodd pa ffeiliau"),
        Text("the download", "y lawrlwytho"),
        ("transfers.Collection", "transfers.Collection_transfers"),
        Config.tombstone_days,
        "started_at",
    ),
    Rule(
        "messages.unread",
        Text("A message that nobody has read", "Neges nad oes neb wedi'i darllen"),
        Text("it was sent", "ei hanfon"),
        Text(
            "The recipient's copy is deleted. With the last copy the words and their key are destroyed.",
            "Caiff copi'r derbynnydd ei ddileu. Gyda'r copi olaf caiff y geiriau a'u hallwedd eu dinistrio.",
        ),
        ("messaging.Delivery", "messaging.SecureMessage"),
        days=Config.message_unread_days,
        rows=letters.unread,
        clock="sent_at",
        end=letters.end,
        warning=Caution(
            Text("those who read the recipient's messages", "y rhai sy'n darllen negeseuon y derbynnydd"),
            Config.warn_days,
            ("establishment_id", "role"),
            letters.warn,
        ),
    ),
    Rule(
        "messages.read",
        Text("A message that was read", "Neges a ddarllenwyd"),
        Text("it was first read", "ei darllen gyntaf"),
        Text(
            "The recipient's copy is deleted. With the last copy the words and their key are destroyed.",
            "Caiff copi'r derbynnydd ei ddileu. Gyda'r copi olaf caiff y geiriau a'u hallwedd eu dinistrio.",
        ),
        ("messaging.Delivery", "messaging.SecureMessage"),
        days=Config.message_read_days,
        rows=letters.read,
        clock="read_at",
        end=letters.end,
        asks=True,
    ),
    Rule(
        "messages.tombstone",
        Text("The tombstone of a message: from whom, to whom, when", "Carreg fedd neges: gan bwy, at bwy, pryd"),
        Text("it was sent", "ei hanfon"),
        GONE,
        ("messaging.SecureMessage", "messaging.Delivery"),
        days=Config.tombstone_days,
        rows=letters.tombstones,
        clock="sent_at",
        end=files.remove,
    ),
    Rule(
        "messages.drafts",
        Text("A message that somebody began and did not send", "Neges y dechreuodd rhywun arni a heb ei hanfon"),
        Text("it was last changed", "ei newid ddiwethaf"),
        GONE,
        ("messaging.Draft",),
        days=Config.draft_days,
        rows=Draft.objects.all,
        clock="touched_at",
        end=files.remove,
    ),
    Rule(
        "lost.pupils",
        Text(
            "A file in the lost pupil store, and what the index knows of the pupil",
            "Ffeil yn y storfa disgyblion coll, a'r hyn a ŵyr y mynegai am y disgybl",
        ),
        Text("", ""),
        Text(
            "The file and its key are destroyed, and the index forgets the pupil. A tombstone stays: which file, from which "
            "school, when it came and went, the gender and the age.",
            "Caiff y ffeil a'i hallwedd eu dinistrio, ac mae'r mynegai'n anghofio'r disgybl. Erys carreg fedd: pa ffeil, gan "
            "ba ysgol, pryd y daeth a'r aeth, y rhyw a'r oedran.",
        ),
        ("lostpupils.LostPupil", "lostpupils.SearchKey"),
        length=Text("until the pupil's school leaving age", "hyd at oedran gadael ysgol y disgybl"),
        rows=lost.growing_up,
        clock="leaves_on",
        end=outgrow,
        warning=Caution(
            Text("the authority's lost pupil users", "defnyddwyr disgyblion coll yr awdurdod"),
            Config.lost_warn_days,
            ("la_number",),
            lost.warn,
        ),
        audited=True,
    ),
    kept(
        "lost.tombstones",
        Text(
            "The tombstone of a lost pupil's file, for the figures",
            "Carreg fedd ffeil disgybl coll, ar gyfer y ffigurau",
        ),
        FOR_GOOD,
        ("lostpupils.LostPupil",),
    ),
    old_rows(
        "lost.fetchings",
        Text("The note of who collected a lost pupil's file", "Y nodyn o bwy a gasglodd ffeil disgybl coll"),
        Text("the download", "y lawrlwytho"),
        ("lostpupils.Fetching",),
        Config.tombstone_days,
        "confirmed_at",
    ),
    old_rows(
        "lost.closings",
        Text(
            "The question whether a file closes a lost pupil's record",
            "Y cwestiwn a yw ffeil yn cau cofnod disgybl coll",
        ),
        Text("the question", "y cwestiwn"),
        ("lostpupils.Closing",),
        Config.tombstone_days,
        "asked_at",
    ),
    old_rows(
        "lost.searches",
        Text(
            "That a search was kept. What it asked is forgotten when it ends, after a year at the latest",
            "Bod chwiliad wedi'i gadw. Anghofir yr hyn a ofynnodd pan ddaw i ben, ar ôl blwyddyn fan bellaf",
        ),
        Text("the search ended", "i'r chwiliad ddod i ben"),
        ("lostpupils.StandingSearch", "lostpupils.StandingKey", "lostpupils.StandingMatch"),
        Config.tombstone_days,
        "ended_at",
    ),
    old_rows(
        "lost.enquiries",
        Text(
            "That authorities were asked about a pupil: which and when, not about whom",
            "Bod awdurdodau wedi'u holi am ddisgybl: pa rai a phryd, nid am bwy",
        ),
        Text("the enquiry was begun", "i'r ymholiad ddechrau"),
        ("lostpupils.Enquiry",),
        Config.tombstone_days,
        "begun_at",
    ),
    old_rows(
        "lost.exhausted",
        Text("An authority's word that a search is exhausted", "Gair awdurdod fod pob chwiliad wedi'i wneud"),
        Text("it was given", "ei roi"),
        ("lostpupils.Exhausted",),
        Config.tombstone_days,
        "recorded_at",
    ),
    old_rows(
        "lost.search_counts",
        Text("That somebody searched, and how vaguely", "Bod rhywun wedi chwilio, a pha mor amwys"),
        Text("the search", "y chwiliad"),
        ("lostpupils.SearchCount",),
        Config.search_count_days,
        "at",
    ),
    Rule(
        "lost.matchings",
        Text("What a matching with the census found", "Yr hyn a ganfu paru â'r cyfrifiad"),
        Text("the matching began", "i'r paru ddechrau"),
        GONE,
        ("lostpupils.Matching", "lostpupils.Finding"),
        days=Config.matching_days,
        rows=lost.matchings,
        clock="begun_at",
        end=files.remove,
        asks=True,
    ),
    old_rows(
        "expected.pupils",
        Text("A pupil on a list of expected pupils", "Disgybl ar restr o ddisgyblion disgwyliedig"),
        Text("the pupil was put on the list", "rhoi'r disgybl ar y rhestr"),
        ("expected.ExpectedPupil", "expected.ExpectedMark"),
        Config.expected_days,
        "added_at",
    ),
    kept(
        "messages.texts",
        Text("A template of messages, and an address group", "Templed negeseuon, a grŵp cyfeiriadau"),
        WHILE_THERE,
        ("messaging.Template", "messaging.AddressGroup"),
    ),
    old_rows(
        "e-mails",
        Text("An e-mail of the site", "E-bost y wefan"),
        Text("it was written", "ei ysgrifennu"),
        ("notices.Notice",),
        Config.outbox_days,
        "created_at",
    ),
    old_rows(
        "e-mails.weekly",
        Text("The note that a weekly reminder was sent", "Y nodyn bod nodyn atgoffa wythnosol wedi'i anfon"),
        Text("it was sent", "ei anfon"),
        ("reminders.WeeklyReminder",),
        Config.outbox_days,
        "sent_at",
    ),
    kept(
        "e-mails.day",
        Text("An authority's choice of the day of the reminder", "Dewis awdurdod o ddiwrnod y nodyn atgoffa"),
        Text("until the authority changes it", "nes i'r awdurdod ei newid"),
        ("reminders.ReminderDay",),
    ),
    old_rows(
        "notes.told",
        Text(
            "The note that people were told of an end",
            "Y nodyn bod pobl wedi'u hysbysu o ddiwedd",
        ),
        Text("they were told", "eu hysbysu"),
        ("retention.Told",),
        Config.outbox_days,
        "told_at",
    ),
    kept(
        "reports.tally",
        Text(
            "How many files went from where to where, for the reports; it names no file and no pupil",
            "Faint o ffeiliau aeth o ble i ble, ar gyfer yr adroddiadau; nid yw'n enwi ffeil na disgybl",
        ),
        FOR_GOOD,
        ("reports.Tally",),
    ),
    kept(
        "audit.noise",
        Text("How often somebody failed to sign in of late", "Pa mor aml y methodd rhywun fewngofnodi'n ddiweddar"),
        Text(
            "a quarter of an hour, then written into the audit log", "chwarter awr, yna fe'i hysgrifennir yn y cofnod"
        ),
        ("audit.Noise",),
    ),
    kept(
        "audit",
        Text(
            "The audit log. It names files and staff, never a pupil; a chain of which a part is missing proves nothing",
            "Y cofnod archwilio. Mae'n enwi ffeiliau a staff, byth ddisgybl; nid yw cadwyn y mae rhan ohoni ar goll yn "
            "profi dim",
        ),
        FOR_GOOD,
        ("audit.Entry", "audit.Head"),
    ),
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
        Config.trace_days,
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
        Config.tombstone_days,
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
        Config.trace_days,
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
        Config.trace_days,
        "asked_at",
    ),
    Rule(
        "people.sessions",
        Text("That somebody is signed in", "Bod rhywun wedi mewngofnodi"),
        Text("signing in", "mewngofnodi"),
        GONE,
        ("accounts.BrowserSession",),
        hours=Config.session_hours,
    ),
    Rule(
        "phase.boards",
        Text(
            "A phase transfer board: names of pupils, the list of offers, what was made of which file",
            "Bwrdd trosglwyddo: enwau disgyblion, y rhestr gynigion, beth a wnaed o ba ffeil",
        ),
        Text("somebody last worked with it", "i rywun weithio arno ddiwethaf"),
        GONE,
        (
            "phase.Board",
            "phase.Bulk",
            "phase.BoardPupil",
            "phase.Decision",
            "phase.Part",
            "phase.Deletion",
            "transfers.SealedFile",
        ),
        days=Config.phase_days,
        rows=partial(files.every, "phase.Board"),
        clock="touched_at",
        end=boards.close,
        asks=True,
    ),
    kept(
        "establishments",
        Text(
            "A school or an authority; it is in the public register", "Ysgol neu awdurdod; mae yn y gofrestr gyhoeddus"
        ),
        FOR_GOOD,
        ("establishments.Establishment",),
    ),
    old_rows(
        "jobs.runs",
        Text("That a background job ran", "Bod tasg gefndir wedi rhedeg"),
        Text("it began", "iddi ddechrau"),
        ("work.Run",),
        Config.outbox_days,
        "started_at",
    ),
    kept(
        "jobs.leases",
        Text("When a background job is due", "Pryd mae tasg gefndir i'w rhedeg"),
        FOR_GOOD,
        ("work.Lease",),
    ),
    kept(
        "zones.messages",
        Text("A message of a zone, its place in a queue, an open request", "Neges parth, ei lle mewn ciw, cais agored"),
        IN_ZONES,
        ("zones.Message", "zones.Waiting", "zones.OpenRequest", "zones.Letter"),
        since=Text("it was accepted", "ei derbyn"),
    ),
    kept(
        "zones.agents",
        Text("A zone, its agents and what each may do", "Parth, ei asiantau a'r hyn y caiff pob un ei wneud"),
        WHILE_THERE,
        (
            "zones.Zone",
            "zones.Agent",
            "zones.Grant",
            "zones.Provision",
            "zones.Presence",
            "zones.Claim",
            "zones.PassedOver",
        ),
    ),
    kept(
        "tables",
        Text(
            "Tables of the framework, which hold no personal data",
            "Tablau'r fframwaith, nad ydynt yn dal data personol",
        ),
        FOR_GOOD,
        (
            "stores.SiteIdentity",
            "stores.LastSweep",
            "auth.Permission",
            "auth.Group",
            "auth.Group_permissions",
            "contenttypes.ContentType",
        ),
    ),
)
BY_KEY: Final = {rule.key: rule for rule in RULES}
EVERYDAY: Final = tuple(
    rule for rule in RULES if rule.key.partition(".")[0] in {"files", "generic", "messages", "lost"}
)
"""What schools and authorities ask about."""
