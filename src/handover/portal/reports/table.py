"""Every report as one table, which the pages, the tests and `docs/reference/reports.md` read (seed, section 7)."""

from typing import Final

from handover.common.text import Text
from handover.portal.accounts.permissions import SEE_PEOPLE
from handover.portal.lostpupils.wording import GENDERS
from handover.portal.reports import lost, movements, people, usage
from handover.portal.reports.asking import Filter
from handover.portal.reports.outcomes import OUTCOMES
from handover.portal.reports.permissions import REPORT_PUPILS, RUN_REPORTS
from handover.portal.reports.report import Column, Files, Report, Rows, Summary

DATES, SCHOOLS = Filter.DATES, Filter.SCHOOLS
SENT_ON: Final = Text("The dates are those on which files were sent.", "Y dyddiadau yw'r rhai yr anfonwyd ffeiliau.")
TOTAL: Final = Text("Total", "Cyfanswm")


def words(en: str, cy: str) -> Column:
    """Return a column of words."""
    return Column(Text(en, cy))


def counts(name: Text) -> Column:
    """Return a column of numbers that are added up."""
    return Column(name, numeric=True, summed=True)


def number(en: str, cy: str) -> Column:
    """Return a column of numbers that are added up, by its words."""
    return counts(Text(en, cy))


AFTERWARDS: Final = tuple(counts(OUTCOMES[key].name) for key in usage.AFTERWARDS)
SCHOOL: Final = (words("Number", "Rhif"), words("School", "Ysgol"))
ENDS: Final = (
    *(words("From", "O"), words("Sender", "Anfonwr")),
    *(words("To", "I"), words("Receiver", "Derbynnydd")),
)
SENT: Final = words("Sent", "Anfonwyd")
FILE: Final = words("File", "Ffeil")
WHERE: Final = words("Where it is", "Ble mae")
DOWNLOADED: Final = words("Downloaded", "Lawrlwythwyd")
CHILD: Final = (
    *(words("Surname", "Cyfenw"), words("Forename", "Enw cyntaf"), words("Born", "Ganwyd")),
    *(words("UPN", "UPN"), words("Gender", "Rhyw")),
)
NOT_SAID: Final = Text("gender not given", "rhyw heb ei nodi")
BY_GENDER: Final = tuple(
    counts(Text(f"{half.en}: {gender.en}", f"{half.cy}: {gender.cy}"))
    for half in (Text("Uploaded", "Llwythwyd i fyny"), Text("Downloaded", "Lawrlwythwyd"))
    for gender in (*GENDERS.values(), NOT_SAID)
)

REPORTS: Final[dict[str, Report]] = {
    report.key: report
    for report in (
        Report(
            "general",
            Text("General Usage/Volume Report", "Adroddiad Defnydd/Cyfaint Cyffredinol"),
            Text(
                "How many CTFs each school has sent and received, what became of them, and how many pupils' records they held.",
                "Faint o CTFau y mae pob ysgol wedi'u hanfon a'u derbyn, beth ddigwyddodd iddynt, a faint o gofnodion "
                "disgyblion oedd ynddynt.",
            ),
            "7.1",
            RUN_REPORTS,
            (DATES, SCHOOLS),
            SENT_ON,
            (
                *SCHOOL,
                number("Uploaded", "Llwythwyd i fyny"),
                *AFTERWARDS,
                number("Pupil records uploaded", "Cofnodion disgyblion a lwythwyd i fyny"),
                number("Pupil records received", "Cofnodion disgyblion a dderbyniwyd"),
            ),
            Summary(usage.general),
            usage.volumes,
        ),
        Report(
            "school",
            Text("School Report", "Adroddiad Ysgol"),
            Text(
                "Every CTF that schools have sent, received, or still have to download.",
                "Pob CTF y mae ysgolion wedi'i hanfon, wedi'i derbyn, neu sy'n dal i aros i'w lawrlwytho.",
            ),
            "7.2",
            RUN_REPORTS,
            (DATES, SCHOOLS),
            SENT_ON,
            (SENT, *ENDS, FILE, Column(Text("Pupils", "Disgyblion"), numeric=True), WHERE, DOWNLOADED),
            Files(movements.ctfs, movements.tell_ctfs),
            everywhere=False,
        ),
        Report(
            "cluster",
            Text("LEA Cluster Report", "Adroddiad Clwstwr AALlau"),
            Text(
                "How many CTFs went from each authority to each other: one's own and some more, or all of them as a file.",
                "Faint o CTFau aeth o bob awdurdod i bob un arall: eich un chi a rhai eraill, neu bob un ar ffurf ffeil.",
            ),
            "7.3",
            RUN_REPORTS,
            (DATES, Filter.AUTHORITIES),
            SENT_ON,
            (
                *(words("From", "O"), words("Sender's authority", "Awdurdod yr anfonwr")),
                *(words("To", "I"), words("Receiver's authority", "Awdurdod y derbynnydd")),
                *(number("Files", "Ffeiliau"), number("Pupil records", "Cofnodion disgyblion")),
                *AFTERWARDS,
            ),
            Summary(usage.cluster),
            usage.flows,
        ),
        Report(
            "deleted",
            Text("Delete CTF files Audit Trail", "Trywydd Archwilio Dileu Ffeiliau CTF"),
            Text(
                "Which CTFs were deleted, how, when and by whom.",
                "Pa CTFau a ddilëwyd, sut, pryd a chan bwy.",
            ),
            "7",
            RUN_REPORTS,
            (DATES, SCHOOLS),
            SENT_ON,
            (
                *(SENT, *ENDS, FILE),
                *(words("What was done", "Beth a wnaed"), words("When", "Pryd"), words("By", "Gan")),
                *(words("Why", "Pam"), words("Bytes destroyed", "Dinistriwyd y beitiau")),
            ),
            Files(movements.gone, movements.tell_gone),
            everywhere=False,
        ),
        Report(
            "lost-numbers",
            Text("Lost Pupil (numbers) Report", "Adroddiad Disgyblion Coll (niferoedd)"),
            Text(
                "How many lost pupils' files were uploaded and downloaded by or for our schools, by age and gender.",
                "Faint o ffeiliau disgyblion coll a lwythwyd i fyny ac a lawrlwythwyd gan neu ar ran ein hysgolion, yn ôl "
                "oedran a rhyw.",
            ),
            "7.4",
            RUN_REPORTS,
            (DATES,),
            Text(
                "The dates are those on which files were uploaded or downloaded.",
                "Y dyddiadau yw'r rhai y llwythwyd ffeiliau i fyny neu y'u lawrlwythwyd.",
            ),
            (words("Age at the upload", "Oedran adeg y llwytho"), *BY_GENDER),
            Summary(lost.numbers),
            lost.ages,
        ),
        Report(
            "lost-uploaded",
            Text("Lost Pupil (uploaded pupils) Report", "Adroddiad Disgyblion Coll (disgyblion a lwythwyd i fyny)"),
            Text(
                "Which pupils our schools have put into the lost pupil store, and whether each was found.",
                "Pa ddisgyblion y mae ein hysgolion wedi'u rhoi yn y storfa disgyblion coll, ac a ganfuwyd pob un.",
            ),
            "7.5",
            REPORT_PUPILS,
            (DATES, SCHOOLS, Filter.DOWNLOADED, Filter.LOST_KIND),
            Text(
                "The dates are those on which the files were uploaded.",
                "Y dyddiadau yw'r rhai y llwythwyd y ffeiliau i fyny.",
            ),
            (
                *(*CHILD, *SCHOOL, words("Uploaded", "Llwythwyd i fyny")),
                *(
                    words("Why", "Pam"),
                    words("What became of it", "Beth ddigwyddodd"),
                    words("Found by", "Canfuwyd gan"),
                ),
            ),
            Rows(lost.uploaded, lost.tell_uploaded),
            everywhere=False,
            pupils=True,
        ),
        Report(
            "lost-downloaded",
            Text("Lost Pupil (downloaded pupils) Report", "Adroddiad Disgyblion Coll (disgyblion a lawrlwythwyd)"),
            Text(
                "Which lost pupils' files our authority took out of the store, and to which school each was sent.",
                "Ffeiliau pa ddisgyblion coll y mae ein hawdurdod wedi'u tynnu o'r storfa, ac i ba ysgol yr anfonwyd pob un.",
            ),
            "7.5",
            REPORT_PUPILS,
            (DATES,),
            Text(
                "The dates are those on which the files were downloaded or sent on.",
                "Y dyddiadau yw'r rhai y lawrlwythwyd y ffeiliau neu y'u hanfonwyd ymlaen.",
            ),
            (
                *(*CHILD, words("Number", "Rhif"), words("Uploaded by", "Llwythwyd i fyny gan"), DOWNLOADED),
                *(words("Downloaded by", "Lawrlwythwyd gan"), words("Sent on to", "Anfonwyd ymlaen i")),
                words("What became of it", "Beth ddigwyddodd"),
            ),
            Rows(lost.downloaded, lost.tell_downloaded),
            everywhere=False,
            pupils=True,
        ),
        Report(
            "other-files",
            Text("Generic / Other file movements", "Symudiadau ffeiliau generig / eraill"),
            Text(
                "Every generic zip, census file and other file that is no CTF, with when it was sent and downloaded.",
                "Pob zip generig, ffeil cyfrifiad a ffeil arall nad yw'n CTF, gyda phryd y'i hanfonwyd ac y'i lawrlwythwyd.",
            ),
            "7.6",
            RUN_REPORTS,
            (DATES, SCHOOLS),
            SENT_ON,
            (
                *(SENT, words("Kind", "Math"), *ENDS, FILE),
                *(Column(Text("Bytes", "Beitiau"), numeric=True), WHERE, DOWNLOADED),
            ),
            Files(movements.others, movements.tell_others),
            everywhere=False,
        ),
        Report(
            "messages",
            Text("LEA Administrator – Message Report", "Gweinyddwr AALl – Adroddiad Negeseuon"),
            Text(
                "How many messages each school has and has not read. Nothing of what they say, or who wrote them.",
                "Faint o negeseuon y mae pob ysgol wedi'u darllen a heb eu darllen. Dim o'r hyn a ddywedant, na phwy a'u "
                "hysgrifennodd.",
            ),
            "7.7",
            SEE_PEOPLE,
            (DATES,),
            Text("The dates are those on which messages were sent.", "Y dyddiadau yw'r rhai yr anfonwyd negeseuon."),
            (
                *(*SCHOOL, words("Read by", "Darllenir gan"), number("Messages", "Negeseuon")),
                *(number("Read", "Darllenwyd"), number("Not read", "Heb eu darllen")),
                number("Gone unread", "Aeth heb eu darllen"),
                words("Oldest not read", "Yr hynaf heb ei darllen"),
            ),
            Summary(people.messages),
        ),
        Report(
            "users",
            Text("User Report", "Adroddiad Defnyddwyr"),
            Text(
                "Who can sign in at the authority and its schools, in which role, and when each last did.",
                "Pwy all fewngofnodi yn yr awdurdod a'i ysgolion, ym mha rôl, a phryd y gwnaeth pob un ddiwethaf.",
            ),
            "7",
            SEE_PEOPLE,
            (DATES, SCHOOLS),
            Text("The dates are those on which accounts were made.", "Y dyddiadau yw'r rhai y gwnaed cyfrifon."),
            (
                *(words("Number", "Rhif"), words("School or authority", "Ysgol neu awdurdod")),
                *(words("Username", "Enw defnyddiwr"), words("Name", "Enw"), words("Role", "Rôl")),
                *(words("E-mail", "E-bost"), words("Account", "Cyfrif")),
                *(words("Made on", "Gwnaed"), words("Last signed in", "Mewngofnododd ddiwethaf")),
            ),
            Rows(people.users, people.tell_users),
        ),
        Report(
            "schools",
            Text("School List Report", "Adroddiad Rhestr Ysgolion"),
            Text(
                "The schools of the authority with their particulars.",
                "Ysgolion yr awdurdod gyda'u manylion.",
            ),
            "7",
            RUN_REPORTS,
            (DATES,),
            Text(
                "Schools are listed that were open at some time between the dates.",
                "Rhestrir ysgolion a oedd ar agor ar ryw adeg rhwng y dyddiadau.",
            ),
            (
                *(words("Number", "Rhif"), words("Name", "Enw"), words("Welsh name", "Enw Cymraeg")),
                *(
                    words("Phase", "Cyfnod"),
                    words("Town", "Tref"),
                    words("Telephone", "Ffôn"),
                    words("E-mail", "E-bost"),
                ),
                *(words("Opened", "Agorwyd"), words("Closed", "Caewyd"), words("Now", "Nawr")),
            ),
            Rows(people.schools, people.tell_schools),
        ),
        Report(
            "base-users",
            Text("Base User Report", "Adroddiad Defnyddwyr Sylfaenol"),
            Text(
                "Whether somebody at each school can sign in, and when one of them last did.",
                "A all rhywun ym mhob ysgol fewngofnodi, a phryd y gwnaeth un ohonynt ddiwethaf.",
            ),
            "7",
            SEE_PEOPLE,
            (DATES,),
            Text(
                "Schools are listed that were open at some time between the dates.",
                "Rhestrir ysgolion a oedd ar agor ar ryw adeg rhwng y dyddiadau.",
            ),
            (
                *(*SCHOOL, number("Open accounts", "Cyfrifon agored")),
                number("Have signed in", "Wedi mewngofnodi"),
                words("Last signed in", "Mewngofnododd ddiwethaf"),
            ),
            Rows(people.base, people.tell_base),
        ),
    )
}
"""The twelve reports in the order of the seed's screen, by their keys."""
