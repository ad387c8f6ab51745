"""One school sends a file and another collects it, in a real browser, with scripts and without."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from handover.portal.accounts.giving_offices import give_office
from handover.portal.transfers.intake import Incoming, receive
from tests.browser.looking import Looker
from tests.cast import Cast
from tests.files import NOW, ctf, name_of

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]
NAME = name_of("6812990", "6814990")
DATA = ctf("6812990", "6814990")


def send(page: Page, *files: tuple[str, bytes]) -> None:
    page.goto("/send/")
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/xml", "buffer": data} for name, data in files]
    )
    page.locator("#send-form > .govuk-button").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_school_sends_and_another_collects_and_confirms(town: Cast, visit_as: Visit, scripts: bool):
    sender = visit_as(town.alis, scripts=scripts).page
    send(sender, (NAME, DATA))
    expect(sender.locator(".handover-outcome--accepted, .handover-outcome--warned")).to_contain_text(
        "Glan Wennol High School"
    )

    receiver = visit_as(town.bryn, scripts=scripts).page
    receiver.goto("/")
    receiver.get_by_role("link", name="1 file to collect").click()
    receiver.get_by_label(NAME).check()
    receiver.get_by_role("button", name="Collect the ticked files").click()
    with receiver.expect_download() as download:
        receiver.get_by_role("button", name="Save the file").click()
    assert download.value.suggested_filename == NAME
    assert download.value.path().read_bytes() == DATA
    receiver.get_by_role("button", name="Yes, it is there").click()
    expect(receiver.get_by_role("alert")).to_contain_text("1 file is confirmed")

    sender.goto("/sent/")
    expect(sender.get_by_role("row", name=NAME)).to_contain_text("Confirmed")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_each_of_several_files_gets_its_own_answer(town: Cast, visit_as: Visit, scripts: bool):
    page = visit_as(town.alis, scripts=scripts).page
    send(page, (NAME, DATA), ("6812990_CTF_6814990_002.xml", b"<CTfile>"), ("holiday.jpg", b"no"))
    expect(page.locator(".handover-outcome")).to_have_count(3)
    expect(page.locator(".handover-outcome--refused")).to_have_count(2)


def test_each_file_is_sent_with_its_own_progress_bar(town: Cast, visit_as: Visit):
    page = visit_as(town.alis).page
    held: list[object] = []
    page.route("**/send/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    send(page, (NAME, DATA), ("6812990_CTF_6814990_002.xml", DATA))
    expect(page.get_by_role("progressbar", name=NAME)).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(2)


def test_a_broken_connection_is_told_and_nothing_is_sent(town: Cast, visit_as: Visit):
    page = visit_as(town.alis).page
    page.route("**/send/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    send(page, (NAME, DATA))
    expect(page.locator("#send-progress")).to_contain_text("The connection broke")
    page.unroute_all()
    page.goto("/sent/")
    expect(page.get_by_text("You have not sent any files yet.")).to_be_visible()


def test_files_are_dropped_onto_the_page(town: Cast, visit_as: Visit):
    page = visit_as(town.alis).page
    page.goto("/send/")
    page.evaluate(
        """name => {
          const drop = new DataTransfer();
          drop.items.add(new File(["x"], name, { type: "text/xml" }));
          document.querySelector(".govuk-file-upload-button").dispatchEvent(
            new DragEvent("drop", { dataTransfer: drop, bubbles: true, cancelable: true }));
        }""",
        NAME,
    )
    expect(page.locator(".govuk-file-upload-button")).to_contain_text(NAME)


def test_a_school_ticks_a_whole_list_and_unticks_one_and_the_page_counts(town: Cast, visit_as: Visit):
    for number in range(1, 4):
        receive(
            Incoming(name_of("6812990", "6814990", number), len(DATA), too_large=False, read=numbered(number)),
            town.alis,
            NOW,
        )
    page = visit_as(town.bryn).page
    page.goto("/collect/")
    boxes, count = page.locator("[data-tick-box]"), page.locator("[data-ticks-line]")
    expect(count).to_have_text("Ticked: 0")
    page.get_by_role("link", name="Tick all: 3").click()
    expect(page).to_have_url("/collect/")
    expect(count).to_have_text("Ticked: 3")
    boxes.nth(1).uncheck()
    expect(count).to_have_text("Ticked: 2")
    page.get_by_role("button", name="Collect the ticked files").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Save your 2 files")
    page.goto("/collect/")
    page.get_by_role("link", name="Tick all: 3").click()
    page.get_by_role("link", name="Tick none").click()
    expect(count).to_have_text("Ticked: 0")
    assert not any(boxes.nth(place).is_checked() for place in range(3))


def numbered(number: int) -> Callable[[], bytes]:
    """Return what reads a file that is like no other."""
    return lambda: ctf("6812990", "6814990", note=str(number))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_somebody_with_two_schools_sends_for_the_one_they_chose(town: Cast, visit_as: Visit, scripts: bool):
    give_office(town.alis, "school", "6814990", town.lowri.actor, timezone.now())
    page = visit_as(town.alis, scripts=scripts).page
    page.goto("/office/")
    page.get_by_label("Nant y Wennol Primary School").check()
    page.get_by_role("button", name="Continue").click()
    send(page, (NAME, DATA))
    expect(page.locator(".handover-outcome--accepted, .handover-outcome--warned")).to_contain_text(
        "Glan Wennol High School"
    )
