"""Every bad file that the checks know of, through the page: the words are there, nothing is queued, nothing is kept."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from handover.ctf.filename import parse_name
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.notices.models import Notice
from handover.portal.transfers.models import SealedFile, Transfer
from tests.cast import make_person
from tests.ctf.cases import ACCEPTED, REFUSALS
from tests.ctf.checking import NAME
from tests.ctf.test_samples import BAD, GOOD, SAMPLES

pytestmark = pytest.mark.django_db

# The page asks where the command can only refuse.
ASKED = {"ctf.header_differs", "ctf.header_address_missing", "name.unreadable"}


def answer(browser, name: str, data: bytes) -> str:
    return browser.post("/send/", {"files": SimpleUploadedFile(name, data)}).content.decode()


def stored() -> tuple[int, int, int]:
    return Transfer.objects.count(), SealedFile.objects.count(), Notice.objects.count()


def sealed_on_disk() -> set[Path]:
    return {path for path in settings.CONFIG.files.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(cast, signed_in, case):
    name, data, code, words = REFUSALS[case]
    before = sealed_on_disk()
    page = answer(signed_in(make_person("nansi", "Nansi", "school", cast.nant_primary)), name, data)
    assert escape(words) in page
    if code in ASKED:
        assert "handover-outcome--asked" in page
        assert not Notice.objects.exists()
        return
    assert "handover-outcome--refused" in page
    assert "Traceback" not in page
    assert stored() == (0, 0, 0)
    assert sealed_on_disk() == before


@pytest.mark.parametrize("case", ACCEPTED)
def test_a_file_with_warnings_goes_on_its_way(cast, signed_in, case):
    data, _ = ACCEPTED[case]
    page = answer(signed_in(cast.alis), NAME, data)
    assert "handover-outcome--accepted" in page or "handover-outcome--warned" in page
    assert Transfer.objects.get().state == "sent"


@pytest.mark.parametrize("digits", BAD)
def test_every_bad_sample_gets_its_own_answer_on_the_page(cast, signed_in, digits):
    verdict, code, _, words = BAD[digits]
    (path,) = (SAMPLES / "bad").glob(f"*_{digits}.xml")
    sender = cast.efa if path.name.startswith("681LLLL") else make_person("nansi", "Nansi", "school", cast.nant_primary)
    page = answer(signed_in(sender), path.name, path.read_bytes())
    if verdict == "accept":
        assert Transfer.objects.get().state == "sent"
    elif code in ASKED:
        assert Transfer.objects.get().state == "asking"
        assert not Notice.objects.exists()
    else:
        assert "handover-outcome--refused" in page
        assert stored() == (0, 0, 0)
    assert escape(words) in page


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_every_good_sample_is_sent_by_its_own_school(cast, signed_in, path):
    reading = parse_name(path.name)
    places = {}
    for number in (reading.source, reading.destination):
        if number[0].isdigit():
            kind = EstablishmentKind.LA if number.endswith("LLLL") else EstablishmentKind.SCHOOL
            places[number], _ = Establishment.objects.get_or_create(
                number=number, defaults={"kind": kind, "la_number": number[:3], "name": f"School {number}"}
            )
    role = "lea-user" if reading.source.endswith("LLLL") else "school"
    data = path.read_bytes()
    answer(signed_in(make_person("nansi", "Nansi", role, places[reading.source])), path.name, data)
    transfer = Transfer.objects.get()
    assert transfer.state == ("lodged" if reading.destination[0] in "XM" else "sent")
    assert transfer.size == len(data)
