"""What somebody does in the browser once a page has opened: the steps that `pages.py` names."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.cast import PASSWORD
from tests.files import ctf

Steps = Callable[[Page], None]


def give_no_offers(page: Page) -> None:
    """Press the button that brings a list of offers, without one."""
    with page.expect_navigation():
        page.locator("form[enctype] .govuk-button").click()


def give_offers_in_doubt(page: Page) -> None:
    """Bring a list of offers with two columns that may be the school."""
    rows = "UPN,Surname,School,Offered school\nB681299003017,Prydderch,6812990,6814990\n"
    page.locator("#offers").set_input_files({"name": "o.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    give_no_offers(page)


def choose_nothing(page: Page) -> None:
    """Bring such a list, and say that no column is the school."""
    give_offers_in_doubt(page)
    page.locator("#column-3").select_option("")
    press(page)


def press(page: Page) -> None:
    """Send the form of the page, and wait for the page that answers: nobody looks at one that is just going."""
    with page.expect_navigation():
        page.locator("main form button[type=submit], main form .govuk-button").last.click()


def name_a_key(page: Page) -> None:
    """Name a program, tick the first thing that its key may do, and make the key."""
    page.locator("#id_name").fill("SIMS")
    page.locator("input[name=rights]").first.check()
    press(page)


def name_a_webhook(page: Page) -> None:
    """Name a program and its address, tick the first event, and make the webhook."""
    page.locator("#id_description").fill("SIMS")
    page.locator("#id_address").fill("https://mis.example/handover")
    page.locator("input[name=events]").first.check()
    press(page)


def give_taken_id(page: Page) -> None:
    """Give the hub an id that another agent of the zone has."""
    page.locator("#id_agent").fill("Library")
    press(page)


def give_one_school(page: Page) -> None:
    """Say of a zone that it is one school's."""
    page.locator("input[value=one]").check()
    press(page)


def give_school_in_doubt(page: Page) -> None:
    """Enter for an agent what may mean several schools."""
    page.locator("main input[type=text]").first.fill("Wennol")
    press(page)


def give_password_of(name: str) -> Steps:
    """Return the steps of signing in, up to the second step."""

    def steps(page: Page) -> None:
        page.locator("#id_username").fill(name)
        page.locator("#id_password").fill(PASSWORD)
        press(page)
        page.wait_for_url("**/sign-in/code/")

    return steps


def guess(page: Page) -> None:
    """Try one password more than is let in."""
    page.locator("#id_username").fill("bryn")
    page.locator("#id_password").fill("wrong")
    press(page)


def give_files(page: Page) -> None:
    """Send a good file, one that needs an answer, and a bad one; each gets its answer on the page."""
    good, asked = ctf("6812990", "6814990", note="good"), ctf("6812990", "6814990", note="asked too")
    files = {
        "6812990_CTF_6814990_050.xml": good,
        "6812990_CTF_6814990_051 (1).xml": asked,
        "6812990_CTF_6814990_052.xml": b"<CTfile><Header>",
    }
    payload = [{"name": name, "mimeType": "text/xml", "buffer": data} for name, data in files.items()]
    page.locator("input[type=file]").set_input_files(payload)
    page.locator("#send-form > .govuk-button").click()
    page.locator(".handover-outcome").nth(2).wait_for()


def name_a_zip(page: Page) -> None:
    """Say that a zip goes to one's own authority, and what it is called."""
    page.locator("input[name=to][value=authority]").check()
    page.locator("#id_called").fill("reports")
    page.locator("main form .govuk-button").last.click()
    page.locator("input[type=file]").wait_for(state="attached")


def press_first(page: Page) -> None:
    """Send the first form of the page, and wait for the page that answers."""
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def search_for(surname: str, day: str = "", forename: str = "", upn: str = "") -> Steps:
    """Return the steps of a search in the store of lost pupils."""

    def steps(page: Page) -> None:
        page.locator("#id_surname").fill(surname)
        page.locator("#id_day").fill(day)
        page.locator("#id_forename").fill(forename)
        page.locator("#id_upn").fill(upn)
        press_first(page)

    return steps


def tick_nothing(page: Page) -> None:
    """Confirm certain pairs without a tick."""
    page.locator("form[action*=several] .govuk-button").click()
    page.locator(".govuk-error-summary").wait_for()


def tick_one(page: Page) -> None:
    """Tick the first certain pair and go on to the question."""
    page.locator("#pair-1").check()
    page.locator("form[action*=several] .govuk-button").click()
    page.locator("form[method=post] .govuk-button").last.wait_for()


def collect_nothing(page: Page) -> None:
    """Collect without a tick."""
    with page.expect_navigation():
        page.locator("main form:has([data-ticks]) > .govuk-button-group .govuk-button:not([name])").click()


def narrow_to(words: str, place: str = "") -> Steps:
    """Return the steps that search a list for a pupil, in one place only."""

    def steps(page: Page) -> None:
        open_all(page)
        page.locator("#id_pupil").fill(words)
        if place:
            page.locator("#id_place").select_option(place)
        with page.expect_navigation():
            page.locator("#narrow .govuk-button").first.click()

    return steps


def narrow_wrongly(page: Page) -> None:
    """Narrow a list to a day that is none."""
    open_all(page)
    page.locator("#id_since").evaluate("field => { field.type = 'text'; field.value = '31/2/2026'; }")
    with page.expect_navigation():
        page.locator("#narrow .govuk-button").first.click()


def do_with_all(act: str) -> Steps:
    """Return the steps that tick a whole list and press a button below it."""

    def steps(page: Page) -> None:
        page.locator("[data-tick=page]").click()
        with page.expect_navigation():
            page.locator(f"button[value={act}]").click()

    return steps


def give_no_reason(act: str) -> Steps:
    """Return the steps that do something with a whole list, and say nothing of why."""

    def steps(page: Page) -> None:
        do_with_all(act)(page)
        press(page)

    return steps


def ask_about(surname: str, school: str = "") -> Steps:
    """Return the steps from a search without result to the page that says whom to ask."""

    def steps(page: Page) -> None:
        search_for(surname)(page)
        page.locator("a[href='/lost/enquiry/']").click()
        page.locator("#school").fill(school)
        press_first(page)
        open_all(page)

    return steps


def work_out_upn(page: Page) -> None:
    """Work out a temporary UPN."""
    page.locator("#id_school").fill("6812990")
    page.locator("#id_serial").fill("7")
    press_first(page)


def give_own_password(page: Page) -> None:
    """Give one's password before a change that matters."""
    page.locator("#id_present").fill(PASSWORD)
    press(page)


def invite_somebody_known(page: Page) -> None:
    """Invite somebody with an e-mail address that one of the authority's people has."""
    page.locator("#id_full_name").fill("Bryn Madog")
    page.locator("#id_email").fill("bryn@example.org")
    page.locator("input[name=role][value=school]").check()
    page.locator("#id_establishment").fill("6812990")
    press(page)


def ask_for_link(page: Page) -> None:
    """Send a person a link for a new password."""
    page.locator("form[action$='/new-password/'] button").click()
    page.wait_for_url("**/new-password/")


def close_at_once(page: Page) -> None:
    """Close a school on a day that is past."""
    for box, number in (("day", "1"), ("month", "9"), ("year", "2020")):
        page.locator(f"[name=closed_on-{box}]").fill(number)
    press(page)


def look_for_sian(page: Page) -> None:
    """Look for a pupil by UPN."""
    page.locator("#id_upn").fill("B681299003017")
    press(page)
    page.locator("table").wait_for()


def name_school(page: Page) -> None:
    """Say to which school a file is to go."""
    page.locator("#id_number").fill("681 4990")
    press(page)
    page.locator("button[value=yes]").wait_for()


def offer_schools(page: Page) -> None:
    """Write the beginning of a name, and mark the first school of the list that opens below."""
    field = page.get_by_role("combobox")
    field.fill("wenn")
    page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")


def name_half_a_school(page: Page) -> None:
    """Send the form with half a name, and be asked which school is meant."""
    page.get_by_role("combobox").fill("wennol")
    press(page)
    page.get_by_role("radio", name="6812990").wait_for()


def give_list(page: Page) -> None:
    """Upload a list of expected pupils of which two rows are odd."""
    rows = "UPN,Surname,Forename,Birth date\n,Rees,Gwen,31/2/2012\n,Nowak,Tomasz,1/2/2012\n,Nowak,Tomasz,1/2/2012\n"
    page.locator("input[type=file]").set_input_files({"name": "l.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    press(page)
    page.locator(".handover-problem").first.wait_for()


def open_all(page: Page) -> None:
    """Open whatever is folded away."""
    for summary in page.locator("summary").all():
        if not summary.evaluate("element => element.parentElement.open"):
            summary.click()


def send_nothing(page: Page) -> None:
    """Empty a message and send it."""
    page.locator("#id_description").fill("")
    page.locator("#id_text").fill("")
    with page.expect_navigation():
        page.locator("button[value=send]").click()


def give_reason(page: Page) -> None:
    """Say why one needs to see what is in a message."""
    page.locator("#id_reason").fill("The library says that the name is cut off.")
    press(page)
    page.locator(".handover-xml").wait_for()


def ask_for_sian(page: Page) -> None:
    """Gather what is held on a child."""
    page.locator("#id_upn").fill("B681299003017")
    press(page)
    page.locator("button[value=zip]").wait_for()
