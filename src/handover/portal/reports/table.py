"""Every report as one table, which the pages, the tests and `docs/reference/reports.md` read (seed, section 7)."""

from typing import Final

from handover.common.text import Text
from handover.portal.reports import lost, movements, people, usage
from handover.portal.reports.asking import Filter
from handover.portal.reports.permissions import REPORT_PEOPLE, REPORT_PUPILS, RUN_REPORTS
from handover.portal.reports.report import Files, Report, ReportSummary, Rows

DATES, SCHOOLS = Filter.DATES, Filter.SCHOOLS
SENT_ON: Final = Text("The dates are those on which files were sent.", "Dyddiadau anfon y ffeiliau yw'r rhain.")
TOTAL: Final = Text("Total", "Cyfanswm")

REPORTS: Final[dict[str, Report]] = {
    report.key: report
    for report in (
        Report(
            key="general",
            title=Text("General Usage/Volume Report", "Adroddiad Defnydd/Cyfaint Cyffredinol"),
            about=Text(
                "How many CTFs each school has sent and received, what became of them, and how many pupils' records they held.",
                "Faint o CTFau y mae pob ysgol wedi'u hanfon a'u derbyn, beth ddigwyddodd iddynt, a faint o gofnodion "
                "disgyblion oedd ynddynt.",
            ),
            section="7.1",
            permission=RUN_REPORTS,
            filters=(DATES, SCHOOLS),
            dates=SENT_ON,
            source=ReportSummary(usage.GENERAL, usage.general),
            picture=usage.volumes,
        ),
        Report(
            key="school",
            title=Text("School Report", "Adroddiad Ysgol"),
            about=Text(
                "Every CTF that schools have sent, received, or still have to download.",
                "Pob CTF y mae ysgolion wedi'i hanfon neu wedi'i derbyn, neu sy'n dal i aros i gael ei lawrlwytho.",
            ),
            section="7.2",
            permission=RUN_REPORTS,
            filters=(DATES, SCHOOLS),
            dates=SENT_ON,
            source=Files(movements.CTFS, movements.ctfs, movements.with_downloads),
            everywhere=False,
        ),
        Report(
            key="cluster",
            title=Text("LEA Cluster Report", "Adroddiad Clwstwr AALlau"),
            about=Text(
                "How many CTFs went from each authority to each other: one's own and some more, or all of them as a file.",
                "Faint o CTFau aeth o bob awdurdod i bob un arall: eich un chi a rhai eraill, neu bob un ar ffurf ffeil.",
            ),
            section="7.3",
            permission=RUN_REPORTS,
            filters=(DATES, Filter.AUTHORITIES),
            dates=SENT_ON,
            source=ReportSummary(usage.CLUSTER, usage.list_pairs),
            picture=usage.make_flow_matrix,
        ),
        Report(
            key="deleted",
            title=Text("Delete CTF files Audit Trail", "Trywydd Archwilio Dileu Ffeiliau CTF"),
            about=Text(
                "Which CTFs were deleted, how, when and by whom.",
                "Pa CTFau a ddilëwyd, sut, pryd a chan bwy.",
            ),
            section="7",
            permission=RUN_REPORTS,
            filters=(DATES, SCHOOLS),
            dates=SENT_ON,
            source=Files(movements.GONE, movements.find_deleted, movements.with_ends),
            everywhere=False,
        ),
        Report(
            key="lost-numbers",
            title=Text("Lost Pupil (numbers) Report", "Adroddiad Disgyblion Coll (niferoedd)"),
            about=Text(
                "How many lost pupils' files were uploaded and downloaded by or for our schools, by age and gender.",
                "Faint o ffeiliau disgyblion coll a lanlwythwyd ac a lawrlwythwyd gan ein hysgolion neu ar eu rhan, "
                "yn ôl oedran a rhyw.",
            ),
            section="7.4",
            permission=RUN_REPORTS,
            filters=(DATES,),
            dates=Text(
                "The dates are those on which files were uploaded or downloaded.",
                "Dyddiadau lanlwytho neu lawrlwytho'r ffeiliau yw'r rhain.",
            ),
            source=ReportSummary(lost.NUMBERS, lost.numbers),
            picture=lost.count_ages,
        ),
        Report(
            key="lost-uploaded",
            title=Text("Lost Pupil (uploaded pupils) Report", "Adroddiad Disgyblion Coll (disgyblion a lanlwythwyd)"),
            about=Text(
                "Which pupils our schools have put into the lost pupil store, and whether each was found.",
                "Pa ddisgyblion y mae ein hysgolion wedi'u rhoi yn y storfa disgyblion coll, ac a ddaethpwyd o hyd i "
                "bob un.",
            ),
            section="7.5",
            permission=REPORT_PUPILS,
            filters=(DATES, SCHOOLS, Filter.DOWNLOADED, Filter.LOST_KIND),
            dates=Text(
                "The dates are those on which the files were uploaded.",
                "Dyddiadau lanlwytho'r ffeiliau yw'r rhain.",
            ),
            source=Rows(lost.UPLOADED, lost.uploaded),
            everywhere=False,
            pupils=True,
        ),
        Report(
            key="lost-downloaded",
            title=Text(
                "Lost Pupil (downloaded pupils) Report", "Adroddiad Disgyblion Coll (disgyblion a lawrlwythwyd)"
            ),
            about=Text(
                "Which lost pupils' files our authority took out of the store, and to which school each was sent.",
                "Ffeiliau pa ddisgyblion coll y mae ein hawdurdod wedi'u tynnu o'r storfa, ac i ba ysgol yr anfonwyd pob un.",
            ),
            section="7.5",
            permission=REPORT_PUPILS,
            filters=(DATES,),
            dates=Text(
                "The dates are those on which the files were downloaded or sent on.",
                "Dyddiadau lawrlwytho'r ffeiliau neu eu hanfon ymlaen yw'r rhain.",
            ),
            source=Rows(lost.DOWNLOADED_PUPILS, lost.downloaded),
            everywhere=False,
            pupils=True,
        ),
        Report(
            key="other-files",
            title=Text("Generic / Other file movements", "Symudiadau ffeiliau generig / eraill"),
            about=Text(
                "Every generic zip, census file and other file that is no CTF, with when it was sent and downloaded.",
                "Pob zip generig, ffeil cyfrifiad a ffeil arall nad yw'n CTF, a phryd y cafodd ei hanfon a'i "
                "lawrlwytho.",
            ),
            section="7.6",
            permission=RUN_REPORTS,
            filters=(DATES, SCHOOLS),
            dates=SENT_ON,
            source=Files(movements.OTHERS, movements.others, movements.with_downloads),
            everywhere=False,
        ),
        Report(
            key="messages",
            title=Text("LEA Administrator – Message Report", "Gweinyddwr AALl – Adroddiad Negeseuon"),
            about=Text(
                "How many messages each school has and has not read. Nothing of what they say, or who wrote them.",
                "Faint o negeseuon y mae pob ysgol wedi'u darllen a heb eu darllen. Dim am eu cynnwys, na phwy a'u "
                "hysgrifennodd.",
            ),
            section="7.7",
            permission=REPORT_PEOPLE,
            filters=(DATES,),
            dates=Text("The dates are those on which messages were sent.", "Dyddiadau anfon y negeseuon yw'r rhain."),
            source=ReportSummary(people.MESSAGES, people.count_messages),
        ),
        Report(
            key="users",
            title=Text("User Report", "Adroddiad Defnyddwyr"),
            about=Text(
                "Who can sign in at the authority and its schools, in which role, and when each last did.",
                "Pwy all fewngofnodi yn yr awdurdod a'i ysgolion, ym mha rôl, a phryd y gwnaeth pob un ddiwethaf.",
            ),
            section="7",
            permission=REPORT_PEOPLE,
            filters=(DATES, SCHOOLS),
            dates=Text("The dates are those on which accounts were made.", "Dyddiadau creu'r cyfrifon yw'r rhain."),
            source=Rows(people.USERS, people.users),
        ),
        Report(
            key="schools",
            title=Text("School List Report", "Adroddiad Rhestr Ysgolion"),
            about=Text(
                "The schools of the authority with their particulars.",
                "Ysgolion yr awdurdod gyda'u manylion.",
            ),
            section="7",
            permission=RUN_REPORTS,
            filters=(DATES,),
            dates=Text(
                "Schools are listed that were open at some time between the dates.",
                "Mae'r rhestr yn cynnwys ysgolion a oedd ar agor ar ryw adeg rhwng y dyddiadau.",
            ),
            source=Rows(people.SCHOOLS, people.schools),
        ),
        Report(
            key="base-users",
            title=Text("Base User Report", "Adroddiad Defnyddwyr Sylfaenol"),
            about=Text(
                "Whether somebody at each school can sign in, and when one of them last did.",
                "A all rhywun ym mhob ysgol fewngofnodi, a phryd y gwnaeth un ohonynt ddiwethaf.",
            ),
            section="7",
            permission=REPORT_PEOPLE,
            filters=(DATES,),
            dates=Text(
                "Schools are listed that were open at some time between the dates.",
                "Mae'r rhestr yn cynnwys ysgolion a oedd ar agor ar ryw adeg rhwng y dyddiadau.",
            ),
            source=Rows(people.BASE, people.base),
        ),
    )
}
"""The twelve reports in the order of the seed's screen, by their keys."""
