"""A bucket as the place of sealed files: what it keeps, and what is said when it does not do as it should."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from handover.common.s3_addresses import S3Address
from handover.portal.storage import s3_reading, s3_storage
from handover.portal.storage.interface import StorageFault
from handover.portal.storage.s3_storage import S3Storage, connect_s3
from tests.s3_server import (
    _client,
    _s3_server,
    breaks_off,
    bucket,
    hangs_up,
    hangs_up_when_done,
    hurried,
    is_slow,
    keeps_no_condition,
    place,
    s3,
    says,
    says_another_digest,
    says_no_digest,
)

__all__ = ["_client", "_s3_server", "bucket", "hurried", "place", "s3"]
NAME = UUID("00112233445566778899aabbccddeeff")
KEY = "handover/00/11/00112233445566778899aabbccddeeff"


def test_what_is_put_is_read_again_and_what_is_deleted_is_gone(place, bucket):
    place.put(NAME, [b"one", b"two"])
    assert bucket.list_keys() == [KEY]
    with place.open_stored(NAME) as source:
        assert source.read() == b"onetwo"
    place.delete(NAME)
    place.delete(NAME)
    with pytest.raises(FileNotFoundError):
        place.open_stored(NAME)


def test_a_file_never_takes_the_place_of_another_and_the_same_again_is_the_same(place):
    place.put(NAME, [b"first"])
    place.put(NAME, [b"first"])
    with pytest.raises(FileExistsError):
        place.put(NAME, [b"second"])
    assert place.open_stored(NAME).read() == b"first"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (says("500 Internal Server Error", "InternalError"), "the store is faulty"),
        (says("503 Slow Down", "SlowDown"), "the store is asked for too much"),
        (says("503 Service Unavailable", "Strange"), "the store is not available"),
        (says("403 Forbidden", "AccessDenied"), "the site's key may not do that in the bucket"),
        (says("403 Forbidden", "RequestTimeTooSkewed"), "this machine's clock and the store's are too far apart"),
        (says("400 Bad Request", "BadDigest"), "bytes were changed on their way to the store or back"),
        (says("507 Insufficient Storage", "XMinioStorageFull"), "the store is full"),
        (says("409 Conflict", "ConditionalRequestConflict"), "another process is writing there"),
        (hangs_up, "the store does not answer"),
        (says_another_digest, "bytes were changed on their way to the store or back"),
        (
            says_no_digest,
            "the store does not say the digest of what it took; it must know x-amz-checksum-sha256",
        ),
    ],
)
def test_a_store_that_takes_nothing_is_told_in_words_and_keeps_nothing(place, bucket, s3, fault, words):
    s3.plan(fault, "PUT")
    with pytest.raises(StorageFault) as met:
        place.put(NAME, [b"x" * 70_000])
    assert met.value.strerror == words
    assert bucket.list_keys() == []


@pytest.mark.parametrize("fault", [hangs_up, hangs_up_when_done, says("503 Slow Down", "SlowDown")])
def test_a_store_that_fails_once_is_asked_again_and_the_file_is_there_once(place, bucket, s3, fault):
    s3.plan(fault, "PUT", times=1)
    place.put(NAME, [b"x" * 70_000])
    assert bucket.list_keys() == [KEY]
    assert place.open_stored(NAME).read() == b"x" * 70_000


def test_a_store_that_is_slow_is_not_waited_for_and_keeps_nothing(hurried, bucket, s3):
    s3.plan(is_slow, "PUT", times=2)
    with pytest.raises(StorageFault) as met:
        hurried.put(NAME, [b"x" * 70_000])
    assert met.value.strerror == "the store does not answer"
    s3.release.set()
    assert bucket.list_keys() == []


def test_a_store_is_asked_a_limited_number_of_times(place, s3):
    s3.plan(says("503 Slow Down", "SlowDown"), "PUT")
    with pytest.raises(StorageFault):
        place.put(NAME, [b"x"])
    assert [method for method, _ in s3.asked].count("PUT") == 2


def test_an_answer_that_breaks_off_is_asked_for_again_and_one_that_always_does_is_no_lost_file(place, s3):
    place.put(NAME, [b"x" * 70_000])
    s3.plan(breaks_off, "GET", times=2)
    assert place.open_stored(NAME).read() == b"x" * 70_000
    s3.plan(breaks_off, "GET")
    with pytest.raises(StorageFault) as met:
        place.open_stored(NAME)
    assert met.value.strerror == "the store's answers break off"


def test_a_long_file_is_read_by_parts_from_anywhere(place, bucket, s3, monkeypatch):
    monkeypatch.setattr(s3_reading, "PART", 1000)
    data = bytes(range(256)) * 20
    place.put(NAME, [data])
    s3.plan(None)
    source = s3_reading.open_object(bucket.client, bucket.address.bucket, KEY)
    source.seek(4_321)
    assert source.read(10) == data[4_321:4_331]
    assert len(s3.asked) == 2
    source.seek(0)
    assert source.read() == data


def test_a_file_that_is_replaced_while_it_is_read_is_not_mixed_with_another(place, bucket, monkeypatch):
    monkeypatch.setattr(s3_reading, "PART", 1000)
    place.put(NAME, [b"a" * 5_000])
    source = s3_reading.open_object(bucket.client, bucket.address.bucket, KEY)
    bucket.write(KEY, b"b" * 5_000)
    with pytest.raises(StorageFault):
        source.read()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (says("404 Not Found", "NoSuchBucket"), "the bucket is not there"),
        (says("404 Not Found", "Strange"), "the store does not do as it is asked"),
        (says("403 Forbidden", "SignatureDoesNotMatch"), "the site's secret key is wrong"),
    ],
)
def test_a_store_that_is_away_makes_no_file_a_lost_one(place, s3, fault, words):
    place.put(NAME, [b"x"])
    s3.plan(fault, "GET")
    with pytest.raises(StorageFault) as met:
        place.open_stored(NAME)
    assert met.value.strerror == words


def test_a_server_that_is_not_there_is_told(bucket, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    with pytest.raises(StorageFault) as met:
        S3Storage(bucket.address, connect_s3(tries=1)).put(NAME, [b"x"])
    assert met.value.strerror == "the store does not answer"


def test_a_site_without_a_key_is_told(bucket, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(StorageFault) as met:
        S3Storage(bucket.address, connect_s3()).put(NAME, [b"x"])
    assert met.value.strerror == "the site has no key for the store: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"


def test_all_files_are_listed_page_by_page_with_what_is_none_of_ours(place, bucket, s3, monkeypatch):
    monkeypatch.setattr(s3_storage, "LISTED_AT_ONCE", 3)
    names = [uuid4() for _ in range(5)]
    for name in names:
        place.put(name, [b"x"])
    place.make_mark(b"{}")
    bucket.write("handover/notes.bak", b"?")
    bucket.write("elsewhere/notes.bak", b"?")
    s3.plan(None)
    found = list(place.walk())
    assert len(s3.asked) == 3
    assert {each.name for each in found if not isinstance(each, str)} == set(names)
    assert [each for each in found if isinstance(each, str)] == ["notes.bak"]


def test_a_file_is_moved_aside_found_and_put_back(place, bucket):
    place.put(NAME, [b"x"])
    (stored,) = place.walk()
    lies = place.move_aside(stored, date(2026, 9, 3))
    assert bucket.list_keys() == ["handover/aside/2026-09-03/00112233445566778899aabbccddeeff"]
    assert place.move_aside(stored, date(2026, 9, 3)) is None
    assert place.find_aside(NAME) == lies
    assert place.put_back(lies) is True
    assert place.put_back(lies) is False
    assert bucket.list_keys() == [KEY]
    lies = place.move_aside(stored, date(2026, 9, 3))
    place.remove_aside(lies)
    assert bucket.list_keys() == []


def test_the_mark_is_made_once_and_replaced(place):
    assert place.read_mark() is None
    assert place.make_mark(b"one") is True
    assert place.make_mark(b"two") is False
    assert place.read_mark() == b"one"
    place.replace_mark(b"two")
    assert place.read_mark() == b"two"


def test_a_store_is_probed_and_nothing_of_it_is_left(place, bucket):
    place.probe()
    assert bucket.list_keys() == []


def test_a_store_that_lets_one_file_take_the_place_of_another_is_no_place_for_files(place, bucket, s3):
    s3.plan(keeps_no_condition, "PUT")
    with pytest.raises(StorageFault) as met:
        place.probe()
    assert met.value.strerror == (
        "the store does not keep If-None-Match, so that one file could take the place of another"
    )
    assert bucket.list_keys() == []


def test_a_bucket_that_is_not_there_is_told(bucket):
    with pytest.raises(StorageFault) as met:
        S3Storage(S3Address("nowhere", ""), bucket.client).probe()
    assert met.value.strerror == "the bucket is not there"
