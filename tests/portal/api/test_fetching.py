"""The bytes as they were sent, the whole or a part; what is written down of it; and what calling back says then."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from handover.common.sealing import CHUNK
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.transfers.models import Transfer
from tests.files import SIAN, ctf, name_of
from tests.programs import program_of
from tests.stores import sealed_path

pytestmark = pytest.mark.django_db
NAME = name_of("9364990", "6814990")
FILE = ctf("9364990", "6814990", note="long " * 40_000)
assert len(FILE) > 3 * CHUNK


@pytest.fixture
def sent(cast):
    old, new = program_of(cast.dev), program_of(cast.bryn, name="SIMS import")
    return old, new, old.send(NAME, FILE).json()["transfer"]["reference"]


def test_the_whole_file_comes_with_its_digest_and_name(sent):
    _, new, reference = sent
    answer = new.get(f"/transfers/{reference}/content")
    assert b"".join(answer.streaming_content) == FILE
    assert answer["Content-Length"] == str(len(FILE))
    assert answer["Repr-Digest"] == f"sha-256=:{b64encode(sha256(FILE).digest()).decode()}:"
    assert answer["Content-Disposition"] == f'attachment; filename="{NAME}"'
    assert (answer["Accept-Ranges"], answer["Cache-Control"]) == ("bytes", "no-store")


@pytest.mark.parametrize(
    ("field", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, len(FILE)),
        (f"bytes={CHUNK - 1}-{CHUNK}", CHUNK - 1, CHUNK + 1),
        (f"bytes={CHUNK}-{2 * CHUNK - 1}", CHUNK, 2 * CHUNK),
        (f"bytes={len(FILE) - 1}-", len(FILE) - 1, len(FILE)),
        ("bytes=-5", len(FILE) - 5, len(FILE)),
        ("bytes=-999999999", 0, len(FILE)),
        (f"bytes=100-{10**17}", 100, len(FILE)),
    ],
)
def test_a_part_is_the_part_that_was_asked_for(sent, field, start, stop):
    _, new, reference = sent
    answer = new.get(f"/transfers/{reference}/content", range=field)
    assert b"".join(answer.streaming_content) == FILE[start:stop]
    assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes {start}-{stop - 1}/{len(FILE)}")
    assert answer["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("field", ["bytes=5-1", "bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=٣-", "nonsense"])
def test_what_is_no_one_range_is_passed_over(sent, field):
    _, new, reference = sent
    field = field.encode().decode("latin-1")
    answer = new.get(f"/transfers/{reference}/content", range=field)
    assert answer.status_code in (200, 400)  # a field that is no ASCII is no field
    if answer.status_code == 200:
        assert b"".join(answer.streaming_content) == FILE


@pytest.mark.parametrize("field", [f"bytes={len(FILE)}-", f"bytes={10**17}-", "bytes=-0"])
def test_a_part_that_there_is_not_is_refused_with_the_length(sent, field):
    _, new, reference = sent
    answer = new.get(f"/transfers/{reference}/content", range=field)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(FILE)}")


def test_what_software_holds_already_is_not_sent_again_nor_counted_as_fetched(sent):
    _, new, reference = sent
    tag = f'"{sha256(FILE).hexdigest()}"'
    assert new.get(f"/transfers/{reference}/content", if_none_match=tag).status_code == 304
    assert not Entry.objects.filter(action="file.fetched").exists()
    other = new.get(f"/transfers/{reference}/content", range="bytes=5-9", if_range='"another"')
    assert (other.status_code, b"".join(other.streaming_content)) == (200, FILE)


def test_fetching_moves_nothing_and_is_written_down_for_both_sides(sent, cast, signed_in):
    old, new, reference = sent
    new.fetch(reference)
    assert Transfer.objects.get().state == "sent"
    (entry,) = Entry.objects.filter(action="file.fetched")
    assert re.fullmatch(r"key SIMS import \([a-z]{8}\)", entry.username)
    assert entry.facts == {"file": NAME, "bytes": f"0-{len(FILE) - 1} of {len(FILE)}"}
    receiver = signed_in(cast.bryn).get(f"/files/{reference}/").content.decode()
    assert "A copy was fetched by software, not confirmed yet" in receiver
    assert re.search(r"the software SIMS import \([a-z]{8}\)", receiver)
    sender = signed_in(cast.dev).get(f"/files/{reference}/").content.decode()
    assert "A copy was fetched by software" in sender
    assert "SIMS import" not in sender
    assert old.get(f"/transfers/{reference}").json()["fetched_at"] is not None


def test_a_file_fetched_in_many_parts_is_one_line_of_its_history(sent, cast, signed_in):
    _, new, reference = sent
    for start in range(0, 50, 10):
        new.fetch(reference, range=f"bytes={start}-{start + 9}")
    page = signed_in(cast.bryn).get(f"/files/{reference}/").content.decode()
    assert page.count("A copy was fetched by software") == 1
    assert Entry.objects.filter(action="file.fetched").count() == 5


def test_calling_back_what_was_fetched_says_that_a_copy_is_there(sent, cast, signed_in):
    _, new, reference = sent
    new.fetch(reference)
    browser = signed_in(cast.dev)
    assert (
        "Calling the file back does not take that copy away"
        in browser.get(f"/files/{reference}/recall/").content.decode()
    )
    Notice.objects.all().delete()
    page = browser.post(f"/files/{reference}/recall/", follow=True).content.decode()
    assert "had fetched a copy of this file, which stays there" in page
    assert "Calling it back did not take that copy away" in page
    (email,) = Notice.objects.filter(kind__startswith="recalled")
    assert email.kind == "recalled_fetched"
    (told,) = new.get("/notices").json()["items"]
    assert (told["event"], told["transfer"]["reference"]) == ("recall", reference)
    assert "take the record out again" in told["words"]
    gone = new.get(f"/transfers/{reference}/content")
    assert (gone.status_code, gone.json()["code"], gone.json()["state"]) == (410, "api.gone", "recalled")


def test_calling_back_what_nobody_fetched_says_nothing_of_a_copy(sent, cast, signed_in):
    _, new, reference = sent
    page = signed_in(cast.dev).post(f"/files/{reference}/recall/", follow=True).content.decode()
    assert "fetched a copy" not in page
    assert Notice.objects.filter(kind="recalled").exists()
    assert new.get("/notices").json()["items"] == []


def test_what_nobody_fetched_cannot_be_acknowledged(sent):
    _, new, reference = sent
    answer = new.post(f"/transfers/{reference}/acknowledge")
    assert (answer.status_code, answer.json()["code"]) == (409, "api.not_fetched")
    new.fetch(reference)
    first = new.post(f"/transfers/{reference}/acknowledge")
    again = new.post(f"/transfers/{reference}/acknowledge")
    assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
    assert Entry.objects.filter(action="file.confirmed").count() == 1


def test_what_a_person_downloaded_can_be_acknowledged_by_software(sent, cast, signed_in):
    _, new, reference = sent
    browser = signed_in(cast.bryn)
    collection = browser.post("/collect/", {"file": reference}).url
    b"".join(browser.post(f"{collection}download/").streaming_content)
    assert new.post(f"/transfers/{reference}/acknowledge").json()["state"] == "confirmed"


def test_the_sender_does_not_fetch_and_a_stranger_finds_nothing(sent, cast):
    old, _, reference = sent
    assert old.get(f"/transfers/{reference}/content").json()["code"] == "api.other_side"
    stranger = program_of(cast.carys)
    for path in ("", "/content"):
        assert stranger.get(f"/transfers/{reference}{path}").json()["code"] == "api.not_found"
    for act, body in (("acknowledge", None), ("recall", None), ("reject", {"reason": "not_ours"})):
        assert stranger.post(f"/transfers/{reference}/{act}", body).status_code == 404


def test_a_damaged_file_is_told_at_once_and_not_half_way(sent):
    _, new, reference = sent
    path = sealed_path(Transfer.objects.get().sealed_id)
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(bytes(data))
    answer = new.get(f"/transfers/{reference}/content", range="bytes=0-9")
    assert (answer.status_code, answer.json()["code"]) == (410, "api.damaged")
    assert not Entry.objects.filter(action="file.fetched").exists()
    assert SIAN.surname.encode() not in answer.content
