"""A site that was used before its database was sealed: after the update it works on, and the old words are gone."""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from handover.portal.lostpupils.models import LostPupil, SearchKey, StandingSearch
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import look
from handover.portal.lostpupils.standing import meet
from handover.portal.messaging.models import Template
from handover.portal.notices.models import Notice
from handover.portal.phase.models import BoardPupil
from handover.portal.sealed import token
from handover.portal.transfers.models import Transfer

PLAIN = [
    ("lostpupils", "0002_enquiries"),
    ("messaging", "0003_inbox_unread_first"),
    ("notices", "0001_outbox"),
    ("phase", "0005_deletions"),
    ("transfers", "0003_kinds_and_monitoring"),
]
NOW = timezone.now()
WORDS = ("Quillfeather", "Zerubbabel", "A823432101001", "2014-07-23", "Nether Wallop", "ZZ99 3WZ", "swordfish-link")
"""What stood in plain columns: of nobody else, so that a raw file can be searched for it."""


@pytest.fixture
def plain(transactional_db: None) -> Iterator[Any]:
    """The apps of a site as they were before; whatever happens, the database of the tests is brought up again."""
    Template.objects.all().delete()  # the way back is only for empty tables
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate(PLAIN)
    try:
        yield MigrationExecutor(connection).loader.project_state(PLAIN).apps
    finally:
        MigrationExecutor(connection).migrate(newest)


def bring_up() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def used(apps: Any) -> None:
    """Fill the old tables: a lost pupil and one who left, a search kept and one ended, an e-mail, a board, a file."""
    school = apps.get_model("establishments", "Establishment").objects.create(
        number="6812990", kind="school", la_number="681", name="Nant y Wennol"
    )
    user = apps.get_model("accounts", "User").objects.create(username="alis", email="alis@example.org", role="school")
    transfers = [file(apps, number, school, user) for number in range(3)]
    pupils = apps.get_model("lostpupils", "LostPupil").objects
    common = {"kind": "X", "la_number": "681", "school": school, "lodged_at": NOW, "gender": "F", "age": 11}
    pupil = pupils.create(
        **common,
        transfer=transfers[0],
        surname=WORDS[0],
        forename=WORDS[1],
        upn=WORDS[2],
        birth_date=date(2014, 7, 23),
        town=WORDS[4],
        postcode=WORDS[5],
    )
    pupils.create(**common, transfer=transfers[1], in_store=False, left_at=NOW, left_because="found")
    apps.get_model("lostpupils", "SearchKey").objects.create(value=1, pupil=pupil)
    searches = apps.get_model("lostpupils", "StandingSearch").objects
    kept = {"by": user, "authority": school, "begun_at": NOW, "ends_at": NOW + timedelta(days=365)}
    question = {"surname": WORDS[0], "birth_date": WORDS[3], "begins": False}
    search = searches.create(**kept, question=question)
    searches.create(**kept, question={}, ended_at=NOW)
    apps.get_model("lostpupils", "StandingKey").objects.create(value=1, search=search)
    apps.get_model("notices", "Notice").objects.create(
        kind="invited", recipient="alis@example.org", subject="Welcome", body=f"Go to {WORDS[6]}", created_at=NOW
    )
    board = apps.get_model("phase", "Board").objects.create(la_number="681", year=2026, touched_at=NOW)
    bulk = apps.get_model("phase", "Bulk").objects.create(board=board, transfer=transfers[2], put_at=NOW)
    apps.get_model("phase", "BoardPupil").objects.create(
        bulk=bulk, position=1, upn=WORDS[2], former_upns=["B"], surname=WORDS[0], forename=WORDS[1], birth_date=WORDS[3]
    )
    apps.get_model("phase", "Decision").objects.create(board=board, doubt="d" * 64, decided_at=NOW)
    apps.get_model("messaging", "Template").objects.create(name="Ours", description=WORDS[0], text=WORDS[1])


def file(apps: Any, number: int, school: Any, user: Any) -> Any:
    return apps.get_model("transfers", "Transfer").objects.create(
        kind="ctf-lost",
        file_name=f"6812990_CTF_XXXXXXX_00{number}.xml",
        given_name=f"{WORDS[0]}.xml",
        source="6812990",
        destination="XXXXXXX",
        source_establishment=school,
        size=1,
        digest=str(number),
        pupils=1,
        state="lodged",
        sent_by=user,
        sent_at=NOW,
        moved_at=NOW,
        moved_by="alis",
        reason=f"not {WORDS[1]}" if number == 0 else "",
    )


def test_what_a_used_site_held_in_plain_columns_is_sealed_is_still_found_and_is_on_no_old_page(plain):
    used(plain)
    assert all(word.encode() in raw() for word in WORDS)
    made = interrupted()
    bring_up()
    assert set(SearchKey.objects.values_list("value", flat=True)) == made
    assert [word for word in WORDS if word.encode() in raw()] == []
    (pupil,) = LostPupil.objects.filter(in_store=True)
    assert (pupil.surname, pupil.forename, pupil.upn) == ("Quillfeather", "Zerubbabel", "A823432101001")
    assert (pupil.birth_date, pupil.town, pupil.postcode) == (date(2014, 7, 23), "Nether Wallop", "ZZ99 3WZ")
    assert [hit.pupil for hit in look(Question(surname="Quillfether", forename="Zerubabel")).hits] == [pupil]
    search = StandingSearch.objects.get(ended_at=None)
    assert search.question == Question(surname="Quillfeather", birth_date=date(2014, 7, 23))
    meet(pupil, NOW)
    assert search.matches.get().pupil == pupil
    notice = Notice.objects.get(kind="invited")
    assert (notice.subject, notice.body) == ("Welcome", "Go to swordfish-link")
    child = BoardPupil.objects.get()
    assert (child.upn, child.former_upns, child.surname) == ("A823432101001", ("B",), "Quillfeather")
    assert set(child.bulk.board.decisions.values_list("doubt", flat=True)) == {token("doubts", "d" * 64).hex()}
    template = Template.objects.get(name="Ours")
    assert (template.description, template.text, template.text_cy) == ("Quillfeather", "Zerubbabel", "")
    reasons = Transfer.objects.order_by("pk").values_list("given_name", "reason")
    assert list(reasons) == [("Quillfeather.xml", "not Zerubbabel"), *[("Quillfeather.xml", "")] * 2]


def interrupted() -> set[int]:
    """Begin the update and stop it once the pupils are sealed; return the keys that were made by then."""
    MigrationExecutor(connection).migrate([("lostpupils", "0003_sealed_columns")])
    state = MigrationExecutor(connection).loader.project_state([("lostpupils", "0003_sealed_columns")])
    seal = import_module("handover.portal.lostpupils.migrations.0004_seal")
    seal.seal_pupils(state.apps, None)
    made = set(SearchKey.objects.values_list("value", flat=True))
    assert made
    assert 1 not in made
    return made


def raw() -> bytes:
    """Return what a thief of the SQLite file sees; on PostgreSQL, what the rows say."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        files = (path, path.with_name(path.name + "-wal"))
        return b"".join(each.read_bytes() for each in files if each.exists())
    tables = ("lostpupils_lostpupil", "lostpupils_standingsearch", "notices_notice", "phase_boardpupil")
    with connection.cursor() as cursor:
        said = []
        for table in (*tables, "transfers_transfer", "messaging_template"):
            cursor.execute(f"SELECT * FROM {table}")  # one of ours
            said.append(repr(cursor.fetchall()).replace("datetime.date(2014, 7, 23)", "2014-07-23"))
    return "".join(said).encode()
