"""Taking in the public register of schools."""

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command

from handover.portal.audit.log import SITE
from handover.portal.audit.models import Entry
from handover.portal.establishments.directory import find_establishment
from handover.portal.establishments.gias import UnreadableRegister
from handover.portal.establishments.importing import ImportReport, import_register
from handover.portal.establishments.models import Establishment, EstablishmentKind
from tests.moments import NOW
from tests.workbooks import open_document, workbook

HEADINGS = (
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)", "OpenDate", "CloseDate", "PhaseOfEducation (name)", "Street", "Town", "Postcode",
)  # fmt: skip
NANT = {
    "URN": "900001",
    "LA (code)": "681",
    "LA (name)": "Cardiff",
    "EstablishmentNumber": "2990",
    "EstablishmentName": "Ysgol Nant y Wennol",
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "01-09-1999",
    "PhaseOfEducation (name)": "Primary",
    "Town": "Caerwennol",
    "Postcode": "CF97 1AB",
}
CLOSED = {"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2025"}


def extract(*rows: dict[str, str], encoding: str = "utf-8", headings: tuple[str, ...] = HEADINGS) -> BytesIO:
    out = StringIO()
    writer = csv.DictWriter(out, headings, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return BytesIO(out.getvalue().encode(encoding))


def taken(*rows: dict[str, str], **kwargs) -> ImportReport:
    return import_register(extract(*rows), SITE, NOW, **kwargs)


def reasons(report: ImportReport) -> list[tuple[int, str]]:
    return [(refusal.line, refusal.problem.code) for refusal in report.refused]


pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("rows in batches")]


def test_a_school_is_taken_in_with_what_the_register_says() -> None:
    report = taken(NANT)
    assert report.added == ["6812990"]
    nant = find_establishment("6812990")
    assert (nant.name, nant.phase, nant.urn, nant.town, nant.postcode) == (
        "Ysgol Nant y Wennol", "Primary", "900001", "Caerwennol", "CF97 1AB",
    )  # fmt: skip
    assert (nant.kind, nant.la_number, nant.opened_on, nant.closed_on) == (
        EstablishmentKind.SCHOOL,
        "681",
        date(1999, 9, 1),
        None,
    )
    assert Entry.objects.get().facts["added"] == "1"


def test_the_same_file_again_changes_nothing() -> None:
    taken(NANT)
    report = taken(NANT)
    assert (report.unchanged, report.added, report.changed, report.closed) == (1, [], [], [])


def test_what_changed_is_written_and_what_the_site_decides_stays() -> None:
    taken(NANT)
    Establishment.objects.filter(number="6812990").update(name_cy="Enw", active=False, email="office@nant.example")
    assert taken(NANT | {"Town": "Elsewhere"}).changed == ["6812990"]
    nant = find_establishment("6812990")
    assert (nant.town, nant.name_cy, nant.active, nant.email) == ("Elsewhere", "Enw", False, "office@nant.example")


def test_a_closing_is_reported_and_a_reopening_too() -> None:
    taken(NANT)
    assert taken(NANT | CLOSED).closed == ["6812990"]
    assert find_establishment("6812990").closed_on == date(2025, 8, 31)
    assert taken(NANT).changed == ["6812990"]
    assert find_establishment("6812990").closed_on is None


def test_closed_without_a_day_counts_from_the_import_and_stays_so() -> None:
    row = NANT | CLOSED | {"CloseDate": ""}
    taken(row)
    assert find_establishment("6812990").closed_on == NOW.date()
    assert taken(row).unchanged == 1


def test_a_planned_closing_day_is_kept_and_a_missed_one_is_not() -> None:
    planned = NANT | {"EstablishmentStatus (name)": "Open, but proposed to close"}
    taken(planned | {"CloseDate": "31-08-2030"})
    assert find_establishment("6812990").closed_on == date(2030, 8, 31)
    taken(planned | {"CloseDate": "31-08-2020"})
    assert find_establishment("6812990").closed_on is None


def test_the_authorities_are_made_with_their_schools() -> None:
    report = taken(NANT, NANT | {"LA (code)": "936", "LA (name)": "Fernshire"})
    assert len(report.authorities) == 23
    assert (find_establishment("681LLLL").name_cy, find_establishment("936LLLL").name) == ("Caerdydd", "Fernshire")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_names_are_right_in_every_encoding_the_register_uses(encoding: str) -> None:
    import_register(
        extract(
            NANT | {"EstablishmentName": "Ysgol Tŷ’r Môr" if "utf" in encoding else "Ysgol y Môr – É"},
            encoding=encoding,
        ),
        SITE,
        NOW,
    )
    assert find_establishment("6812990").name in {"Ysgol Tŷ’r Môr", "Ysgol y Môr – É"}


def test_a_number_taken_over_by_a_later_school_is_the_later_schools() -> None:
    academy = NANT | {"URN": "900002", "EstablishmentName": "Nant Academy", "OpenDate": "01-09-2025"}
    for rows in ((NANT | CLOSED, academy), (academy, NANT | CLOSED)):
        report = taken(*rows)
        assert report.earlier == 1
        assert find_establishment("6812990").name == "Nant Academy"


def test_two_open_schools_with_one_number_are_reported() -> None:
    report = taken(NANT, NANT | {"EstablishmentName": "Another", "OpenDate": "01-09-2020"})
    assert reasons(report) == [(2, "establishment.twice")]
    assert find_establishment("6812990").name == "Another"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"LA (code)": ""}, "la"),
        ({"LA (code)": "68"}, "la"),
        ({"LA (code)": "٦٨١"}, "la"),
        ({"EstablishmentNumber": ""}, "number_missing"),
        ({"EstablishmentNumber": "299"}, "number"),
        ({"EstablishmentNumber": "29901"}, "number"),
        ({"EstablishmentNumber": "2x90"}, "number"),
        ({"EstablishmentName": " "}, "name"),
        ({"EstablishmentName": "n" * 201}, "name"),
        ({"EstablishmentStatus (name)": "Perhaps"}, "status"),
        ({"EstablishmentStatus (name)": "Proposed to open", "OpenDate": ""}, "opening_unknown"),
    ],
)
def test_a_bad_row_is_left_out_with_its_line_and_the_others_are_taken(change: dict[str, str], code: str) -> None:
    report = taken(NANT | {"EstablishmentNumber": "2991"}, NANT | change)
    assert reasons(report) == [(3, f"establishment.{code}")]
    assert report.added == ["6812991"]
    assert all(refusal.problem.message("cy") and refusal.problem.remedy("en") for refusal in report.refused)


@pytest.mark.parametrize(
    ("change", "code", "opened", "closed"),
    [
        ({"OpenDate": "about 1999"}, "date", None, None),
        ({"CloseDate": "30-02-2020"}, "date", date(1999, 9, 1), None),
        ({"OpenDate": "01-09-2020", **CLOSED, "CloseDate": "31-08-2020"}, "dates", None, date(2020, 8, 31)),
        ({"OpenDate": "01-09-2030", "CloseDate": "31-08-2020"}, "dates", date(2030, 9, 1), None),
    ],
)
def test_a_day_that_nothing_needs_costs_no_school(
    change: dict[str, str], code: str, opened: date, closed: date
) -> None:
    report = taken(NANT | change)
    assert report.added == ["6812990"]
    assert [(told.line, told.problem.code) for told in report.warned] == [(2, f"establishment.{code}")]
    nant = find_establishment("6812990")
    assert nant
    assert (nant.opened_on, nant.closed_on) == (opened, closed)


WELSH_HEADING = [
    "LA Code", "LA Name", "School Number", "School Name", "Welsh Medium Type - see notes", "Sector",
    "Governance - see notes", "Address 1", "Address 2", "Address 3", "Address 4", "Postcode",
]  # fmt: skip
DOC = [
    "660", "Isle of Anglesey", 6602227, "Ysgol Gynradd Enghraifft", "Welsh medium", "Primary", "Community", "1 Stryd Fawr",
    "", "Caerwennol", "Gwynedd", "LL97 1AB",
]  # fmt: skip


def test_list_of_wales_fills_a_site_from_all_its_sheets() -> None:
    other = ["681", "Cardiff", 6814990, "Glan Wennol High", "English medium", "Secondary", *DOC[6:]]
    notes = [["Address list of schools"], ["See the notes before you use it."]]
    sheets = {"Notes": notes, "Maintained": [*notes, [], WELSH_HEADING, DOC], "Independent": [WELSH_HEADING, other]}
    for written in (open_document(sheets), workbook(sheets)):
        report = import_register(BytesIO(written), SITE, NOW)
        assert (report.rows, report.refused, report.warned) == (2, [], [])
    school = find_establishment("6602227")
    assert school
    told = (school.name, school.phase, school.town, school.postcode, school.opened_on, school.closed_on)
    assert told == ("Ysgol Gynradd Enghraifft", "Primary", "Caerwennol", "LL97 1AB", None, None)
    assert find_establishment("6814990")
    assert find_establishment("660LLLL")


def test_one_sheet_of_the_list_of_wales_may_come_as_csv() -> None:
    heading = "School Number,School Name,LA Code,Local Authority,Sector"
    text = f"{heading}\n6602227,Ysgol Gynradd Enghraifft,660,Isle of Anglesey,Primary\n"
    assert import_register(BytesIO(text.encode()), SITE, NOW).added == ["6602227"]
    welsh = "Rhif yr ysgol;Enw'r ysgol;Cod ALl\n2228;Ysgol arall;660\n"
    assert import_register(BytesIO(welsh.encode()), SITE, NOW).added == ["6602228"]


def test_every_bad_row_of_a_sheet_is_told_with_its_sheet_and_line() -> None:
    bad = [["661", *DOC[1:]], ["660", "Isle of Anglesey", None, "Nowhere"], ["Source: a table"]]
    report = import_register(BytesIO(open_document({"Maintained": [WELSH_HEADING, DOC, *bad]})), SITE, NOW)
    assert [(told.sheet, told.line, told.problem.code) for told in report.refused] == [
        ("Maintained", 3, "establishment.number_of_other"),
        ("Maintained", 4, "establishment.number_missing"),
        ("Maintained", 5, "establishment.number_missing"),
    ]
    assert report.added == ["6602227"]


@pytest.mark.parametrize("data", [open_document({"A": [["a", "b"]]}), workbook({"A": []}), b"PK\x03\x04 no zip"])
def test_spreadsheet_that_is_no_register_is_explained(data: bytes) -> None:
    with pytest.raises(UnreadableRegister):
        import_register(BytesIO(data), SITE, NOW)


def test_a_row_cut_short_is_left_out() -> None:
    file = BytesIO(extract(NANT).getvalue() + b"900002,681,Cardiff,2991\r\n")
    report = import_register(file, SITE, NOW)
    assert reasons(report) == [(3, "establishment.short")]
    assert "4 columns in place of 13" in report.refused[0].problem.message()


def test_a_row_with_more_cells_than_the_headings_is_left_out_and_not_read_askew() -> None:
    row = extract(NANT).getvalue().splitlines()[1].replace(b"Ysgol Nant y Wennol", b"Ysgol Nant, y Wennol")
    report = import_register(BytesIO(extract().getvalue() + row + b"\r\n"), SITE, NOW)
    assert reasons(report) == [(2, "establishment.short")]


def test_a_stray_quotation_mark_costs_its_own_row() -> None:
    schools = [NANT | {"EstablishmentNumber": str(number)} for number in (2991, 2992, 2993)]
    data = extract(*schools).getvalue().replace(b"2992,Ysgol", b'2992,"Ysgol')
    report = import_register(BytesIO(data), SITE, NOW)
    assert reasons(report) == [(3, "establishment.quote_row")]
    assert (report.rows, report.added, report.left_out) == (3, ["6812991", "6812993"], 1)


def test_an_extract_in_which_nobody_knows_where_a_row_begins_is_refused_with_its_line() -> None:
    data = extract(NANT).getvalue() + b'900002,681,"Cardiff\r\n'
    with pytest.raises(UnreadableRegister, match="begins on line 3"):
        import_register(BytesIO(data), SITE, NOW)
    assert not Establishment.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"URN,LA (code)\r\n1,681\r\n",
        b"PK\x03\x04\x81\x8d\x8f",
        "URN".encode("utf-16"),
        extract(NANT | {"Town": "A\0B"}).getvalue(),
    ],
    ids=["empty", "other columns", "spreadsheet", "UTF-16", "NUL"],
)
def test_another_file_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(UnreadableRegister):
        import_register(BytesIO(data), SITE, NOW)
    assert not Establishment.objects.exists()


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    assert taken(NANT, dry_run=True).added == ["6812990"]
    assert not Establishment.objects.exists()
    assert not Entry.objects.exists()


class TestLinks:
    """The register's links name the successors of closed schools."""

    OLD = NANT | CLOSED | {"EstablishmentNumber": "2991", "URN": "900002"}
    OTHER = NANT | {"EstablishmentNumber": "2992", "URN": "900003"}

    def links(self, *pairs: tuple[str, str, str]) -> BytesIO:
        rows = [dict(zip(("URN", "LinkURN", "LinkType"), pair, strict=True)) for pair in pairs]
        return extract(*rows, headings=("URN", "LinkURN", "LinkType"))

    def test_a_closed_school_gets_its_successor(self) -> None:
        report = taken(
            NANT, self.OLD, links=self.links(("900002", "900001", "Successor"), ("900001", "900002", "Predecessor"))
        )
        assert report.successors == ["6812991"]
        assert find_establishment("6812991").successor == find_establishment("6812990")

    def test_several_successors_are_left_to_a_person(self) -> None:
        pairs = self.links(
            ("900002", "900001", "Successor - Split School"), ("900002", "900003", "Successor - Split School")
        )
        report = taken(NANT, self.OLD, self.OTHER, links=pairs)
        assert reasons(report) == [(0, "establishment.several_successors")]
        assert "set_successor 6812991" in report.refused[0].problem.remedy()

    def test_a_successor_named_by_a_person_stays(self) -> None:
        taken(NANT, self.OLD, self.OTHER)
        Establishment.objects.filter(number="6812991").update(successor=find_establishment("6812992"))
        taken(NANT, self.OLD, self.OTHER, links=self.links(("900002", "900001", "Successor")))
        assert find_establishment("6812991").successor == find_establishment("6812992")

    @pytest.mark.parametrize("pair", [("900001", "900003"), ("900002", "999999"), ("900002", "900002")])
    def test_links_of_open_unknown_and_same_schools_are_passed_over(self, pair: tuple[str, str]) -> None:
        assert taken(NANT, self.OLD, self.OTHER, links=self.links((*pair, "Successor"))).successors == []


class TestCommand:
    """`handover manage import_establishments`."""

    @pytest.fixture
    def run(self, tmp_path) -> Callable[..., str]:
        def call(*rows: dict[str, str], **options) -> str:
            (tmp_path / "gias.csv").write_bytes(extract(*rows).getvalue())
            out = StringIO()
            call_command("import_establishments", str(tmp_path / "gias.csv"), stdout=out, **options)
            return out.getvalue()

        return call

    def test_it_reports_every_row_left_out_and_the_numbers(self, run) -> None:
        lines = run(NANT, NANT | {"EstablishmentNumber": "299"}).splitlines()
        assert lines[0].startswith("line 3: “299” is not an establishment number of four figures. Correct the row")
        assert "rows read: 2" in lines
        assert "added: 1" in lines
        assert "left out: 1" in lines

    def test_it_reports_a_row_of_the_links_that_cannot_be_read(self, tmp_path) -> None:
        (tmp_path / "gias.csv").write_bytes(extract(NANT).getvalue())
        (tmp_path / "links.csv").write_text(
            "URN,LinkURN,LinkType\n900002\n900003,900001,Predecessor\n900004,,Successor\n"
        )
        out = StringIO()
        call_command(
            "import_establishments", str(tmp_path / "gias.csv"), "--links", str(tmp_path / "links.csv"), stdout=out
        )
        lines = out.getvalue().splitlines()
        assert lines[0].startswith("file of links, line 2: The row has 1 column in place of 3.")
        assert lines[1].startswith("file of links, line 4: “900004” and “” are not the URNs of two schools.")
        assert "links that name no successor: 1" in lines
        assert "links left out: 2" in lines

    def test_it_names_the_schools_when_asked(self, run) -> None:
        assert "added: 1 (6812990)" in run(NANT, verbosity=2)

    def test_a_dry_run_says_so(self, run) -> None:
        assert "this was a dry run" in run(NANT, dry_run=True)
        assert not Establishment.objects.exists()

    def test_a_file_that_is_not_there_is_named(self) -> None:
        with pytest.raises(CommandError, match=r"nowhere\.csv cannot be read"):
            call_command("import_establishments", "nowhere.csv")

    def test_another_file_is_explained(self, tmp_path) -> None:
        (tmp_path / "other.csv").write_text("a,b\n1,2\n")
        with pytest.raises(CommandError, match=r"no column LA \(code\)"):
            call_command("import_establishments", str(tmp_path / "other.csv"))


def test_successors_and_addresses_are_set_from_the_command_line() -> None:
    taken(NANT, NANT | {"EstablishmentNumber": "2991", "URN": "900002"})
    out = StringIO()
    call_command("set_successor", "6812990", "6812991", stdout=out)
    call_command("set_email", "6812991", "office@nant.example", stdout=out)
    assert find_establishment("6812990").successor.email == "office@nant.example"
    assert "It has not closed yet" in out.getvalue()
    with pytest.raises(CommandError, match="no school or authority 6819999"):
        call_command("set_successor", "6812990", "6819999")
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("set_email", "6812990", "office")
