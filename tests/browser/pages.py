"""Every page of the site, as a table: under which name, who opens it, and where. `test_every_page.py` looks at each."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from string import ascii_lowercase

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import Page

from handover.portal.accounts.sign_in_models import Passkey
from handover.portal.accounts.tries import sign_in_buckets, take_try
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.search_brake import SearchPlace, TooManySearches, spend
from handover.portal.reports.table import REPORTS
from handover.portal.web.help import topics
from handover.portal.zones.models import DeadLetterRow
from tests.browser.stage import Stage
from tests.cast import PASSWORD
from tests.files import ctf
from tests.passkeys import add_soft_passkey

Address = Callable[[Stage], str]
Steps = Callable[[Page], None]


@dataclass(frozen=True)
class Sight:
    """One sight of a page: the name of its URL, who looks (a name of the cast; None: a visitor), what is special.

    `then` are steps in the browser after the page has opened, `answers` the status that they end with; `ends_at` is the
    address that opening it leads to, where that is another.
    """

    page: str
    who: str | None
    address: Address
    special: str = ""
    status: int = 200
    ends_at: str | None = None
    then: Steps | None = None
    answers: int = 200

    def __str__(self) -> str:
        return " ".join(part for part in (self.page, self.who or "visitor", self.special) if part)


def give_no_offers(page: Page) -> None:
    """Press the button that brings a list of offers, without one."""
    with page.expect_navigation():
        page.locator("form[enctype] .govuk-button").click()


def difference(stage: Stage) -> str:
    """Return the address of what is different in a school's second whole-year file."""
    return reverse("phase-difference", args=[stage.whole_years[1].reference])


def board(stage: Stage) -> str:
    """Return the address of the phase transfer board, with something on it."""
    assert stage.whole_years
    return reverse("phase")


def searched_too_much(stage: Stage) -> str:
    """Return the address of the search, for somebody who has searched as much as an hour allows."""
    for number in range(26):
        question = Question(surname="Zach" + ascii_lowercase[number])
        with suppress(TooManySearches):
            spend(question, SearchPlace.STORE, stage.cast.idris, timezone.now())
    return reverse("lost")


def press(page: Page) -> None:
    """Send the form of the page, and wait for the page that answers: nobody looks at one that is just going."""
    with page.expect_navigation():
        page.locator("main form button[type=submit], main form .govuk-button").last.click()


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


def after_wrong_tries(stage: Stage) -> str:
    """Return the address for signing in, on a stage on which Bryn's password was guessed at from here."""
    for _ in range(5):
        take_try(sign_in_buckets(stage.cast.bryn.username, "127.0.0.1", None), timezone.now())
    return reverse("sign-in")


def with_passkey(address: Callable[[Passkey], str]) -> Address:
    """Return an address on a stage on which Nerys has a passkey."""

    def found(stage: Stage) -> str:
        made = add_soft_passkey(stage.cast.nerys)
        return address(made)

    return found


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


def ask_for_link(page: Page) -> None:
    """Send a person a link for a new password."""
    page.locator("form[action$='/new-password/'] button").click()
    page.wait_for_url("**/new-password/")


def close_at_once(page: Page) -> None:
    """Close a school on a day that is past."""
    page.locator("#id_closed_on").fill("1/9/2020")
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


def at(name: str, *args: object) -> Address:
    """Return an address that is the same on every stage."""
    return lambda stage: reverse(name, args=args)


def literally(address: str) -> Address:
    """Return an address that has no name."""
    return lambda stage: address


def file(name: str, key: str) -> Address:
    """Return an address of one of the stage's files."""
    return lambda stage: reverse(name, args=[stage.files[key].reference])


def damaged(name: str) -> Address:
    """Return an address of the file whose stored bytes are gone."""
    return lambda stage: reverse(name, args=[stage.damaged.reference])


def standing_still(stage: Stage) -> str:
    """Return the address of the background work while jobs stand still and a stored file is gone."""
    assert stage.damaged
    return reverse("jobs")


def letter(name: str, key: str = "", query: str = "") -> Address:
    """Return an address of one of the stage's messages, or of a list of them."""

    def address(stage: Stage) -> str:
        letters = stage.letters
        return reverse(name, args=[getattr(letters, key).reference] if key else []) + query

    return address


def send_nothing(page: Page) -> None:
    """Empty a message and send it."""
    page.locator("#id_description").fill("")
    page.locator("#id_text").fill("")
    with page.expect_navigation():
        page.locator("button[value=send]").click()


def zone(name: str, *args: object, query: str = "") -> Address:
    """Return an address of a page of the stage's zone."""
    return lambda stage: reverse(name, args=[stage.town.zone, *args]) + query


def message(name: str, query: str = "") -> Address:
    """Return an address of the message that one agent of the stage's zone has refused."""
    return lambda stage: zone(name, DeadLetterRow.objects.get(zone=stage.town.zone).message_id, query=query)(stage)


def give_reason(page: Page) -> None:
    """Say why one needs to see what is in a message."""
    page.locator("#id_reason").fill("The library says that the name is cut off.")
    press(page)
    page.locator(".handover-xml").wait_for()


def report(key: str, query: str = "run=yes", form: str = "report") -> Address:
    """Return an address of a report that is run."""
    return lambda stage: f"{reverse(form, args=[key])}?{query}"


def ask_for_sian(page: Page) -> None:
    """Gather what is held on a child."""
    page.locator("#id_upn").fill("B681299003017")
    press(page)
    page.locator("button[value=zip]").wait_for()


def lost(name: str, what: str) -> Address:
    """Return an address of something to do with lost pupils on the stage."""
    return lambda stage: reverse(name, args=[getattr(stage, what).reference])


def twin(stage: Stage) -> str:
    """Return the address of a pupil who is perhaps the same as another."""
    return reverse("lost-pupil", args=[stage.undecided.later.reference])


def signed_in_elsewhere(stage: Stage) -> str:
    """Return the address of where Gwilym is signed in, on a stage on which he is twice."""
    Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0").force_login(stage.cast.gwilym)
    return reverse("sessions")


SIGHTS: tuple[Sight, ...] = (
    Sight("home", None, at("home")),
    Sight("home", "bryn", at("home"), "files waiting"),
    Sight("home", "dev", at("home"), "nothing waiting"),
    Sight("home", "efa", at("home")),
    Sight("home", "gwilym", at("home")),
    Sight("help", None, at("help")),
    Sight("help", "alis", at("help")),
    *(Sight("help_page", None, at("help_page", topic.slug), topic.slug) for topic in topics().values()),
    Sight("help_page", "bryn", literally("/help/no-such-page/"), "not found", 404),
    Sight("establishments", "efa", at("establishments")),
    Sight("establishments", "gwilym", literally("/establishments/?q=wennol&sort=-name"), "searched"),
    Sight("establishments", "efa", literally("/establishments/?q=zzz"), "nothing found"),
    Sight("send", "alis", at("send")),
    Sight("send", "alis", at("send"), "help open", then=open_all),
    Sight("send", "alis", at("send"), "nothing chosen", then=press, answers=422),
    Sight("send", "alis", at("send"), "answers", then=give_files),
    Sight("send", "efa", at("send")),
    Sight("send", "gwilym", at("send"), "not allowed", 403),
    Sight("sent", "alis", at("sent"), "with files"),
    Sight("sent", "dev", at("sent"), "without files"),
    Sight("collect", "bryn", at("collect"), "with files"),
    Sight("collect", "bryn", lambda stage: reverse("collect") + "?sort=-size", "sorted"),
    Sight("collect", "dev", at("collect"), "without files"),
    Sight("collect", "bryn", at("collect"), "nothing ticked", then=press, answers=422),
    Sight("collected", "bryn", at("collected"), "with files"),
    Sight("collected", "dev", at("collected"), "without files"),
    Sight("collection", "bryn", lambda stage: reverse("collection", args=[stage.collection.reference])),
    *(
        Sight("file", "alis", file("file", key), f"{key}, its sender")
        for key in ("sent", "seen", "confirmed", "rejected")
    ),
    *(
        Sight("file", "alis", file("file", key), f"{key}, its sender")
        for key in ("asking", "recalled", "lodged", "closing")
    ),
    *(Sight("file", "bryn", file("file", key), f"{key}, its receiver") for key in ("sent", "collected", "confirmed")),
    Sight("content", "alis", file("content", "sent"), "its sender"),
    Sight("content", "bryn", file("content", "sent"), "its receiver"),
    Sight("file", "bryn", damaged("file"), "damaged"),
    Sight("content", "bryn", damaged("content"), "damaged", status=410),
    Sight("file", "efa", file("file", "locked"), "a locked zip"),
    Sight("content", "efa", file("content", "locked"), "a locked zip"),
    Sight("content", "efa", file("content", "census"), "not shown"),
    Sight("collect", "efa", at("collect"), "zips among them"),
    Sight("monitoring", "efa", at("monitoring")),
    Sight("monitoring", "efa", lambda stage: reverse("monitoring") + "?kind=generic&sort=-file_name", "narrowed"),
    Sight("monitoring", "efa", lambda stage: reverse("monitoring") + "?shelf=ended&since=x", "a wrong date"),
    Sight("monitoring", "ffion", lambda stage: reverse("monitoring") + "?view=outgoing", "empty"),
    Sight("monitoring", "bryn", at("monitoring"), "not allowed", 403),
    Sight("monitoring-ours", "efa", at("monitoring-ours")),
    Sight("monitoring-ours", "ffion", at("monitoring-ours"), "empty"),
    Sight("monitoring-search", "efa", at("monitoring-search")),
    Sight("monitoring-search", "efa", at("monitoring-search"), "empty", then=press, answers=422),
    Sight("monitoring-search", "efa", at("monitoring-search"), "found", then=look_for_sian),
    Sight("watched", "efa", file("watched", "to_authority")),
    Sight("watched", "efa", file("watched", "confirmed"), "over"),
    Sight("watched-pupils", "efa", file("watched-pupils", "to_authority")),
    Sight("watched-remove", "efa", file("watched-remove", "to_authority")),
    Sight("watched-remove", "efa", file("watched-remove", "to_authority"), "no reason", then=press, answers=422),
    Sight("watched-forward", "efa", file("watched-forward", "to_authority")),
    Sight("watched-forward", "efa", file("watched-forward", "to_authority"), "which school", then=name_school),
    Sight("expected", "bryn", at("expected"), "in each state"),
    Sight("expected", "efa", at("expected"), "an authority's"),
    Sight("expected", "dev", at("expected"), "nobody"),
    Sight("expected", "bryn", at("expected"), "asked", then=press_first),
    Sight("expected", "gwilym", at("expected"), "not allowed", 403),
    Sight("expected-add", "bryn", at("expected-add")),
    Sight("expected-add", "bryn", at("expected-add"), "empty", then=press, answers=422),
    Sight("expected-upload", "bryn", at("expected-upload")),
    Sight("expected-upload", "bryn", at("expected-upload"), "no file", then=press, answers=422),
    Sight("expected-upload", "bryn", at("expected-upload"), "a list with faults", then=give_list),
    Sight("expected-remove", "bryn", lambda stage: reverse("expected-remove", args=[stage.expected.reference])),
    Sight("reject", "bryn", file("reject", "sent")),
    Sight("reject", "bryn", file("reject", "sent"), "without a reason", then=press, answers=422),
    Sight("recall", "alis", file("recall", "sent")),
    Sight("lost", "hana", at("lost")),
    Sight("lost", "idris", at("lost"), "who only searches"),
    Sight("lost", "hana", at("lost"), "too vague", then=press_first),
    Sight("lost", "hana", at("lost"), "found", then=search_for("Prytherch")),
    Sight("lost", "hana", at("lost"), "nobody found", then=search_for("Zachariah")),
    Sight("lost", "hana", at("lost"), "the nearest", then=search_for("Prytherch", forename="Zachariah")),
    Sight("lost", "hana", at("lost"), "a wrong check letter", then=search_for("Prytherch", upn="A681299003017")),
    Sight("lost", "hana", at("lost"), "no such day", then=search_for("Rees", "31"), answers=422),
    Sight("lost", "bryn", at("lost"), "not allowed", 403),
    Sight("lost", "idris", searched_too_much, "searched too much", then=search_for("Zachariah"), answers=429),
    Sight("lost-pupil", "hana", lost("lost-pupil", "lost")),
    Sight("lost-pupil", "idris", lost("lost-pupil", "lost"), "who only searches"),
    Sight("lost-pupil", "hana", lost("lost-pupil", "removed"), "no longer in the store"),
    Sight("lost-release", "hana", lost("lost-release", "lost")),
    Sight("lost-release", "hana", lost("lost-release", "lost"), "nothing chosen", then=press, answers=422),
    Sight("lost-collect", "hana", lost("lost-collect", "lost")),
    Sight("lost-collect", "hana", lost("lost-collect", "lost"), "not ticked", then=press, answers=422),
    Sight("lost-fetching", "hana", lost("lost-fetching", "fetching")),
    Sight("lost-ours", "hana", at("lost-ours")),
    Sight("lost-ours", "jac", literally("/lost/ours/?view=leaving"), "over age"),
    Sight("lost-ours", "jac", literally("/lost/ours/?view=moving"), "nobody"),
    Sight("lost-remove", "hana", lost("lost-remove", "lost")),
    Sight("lost-remove", "hana", lost("lost-remove", "lost"), "no reason", then=press, answers=422),
    Sight("lost-pupil", "hana", twin, "perhaps another"),
    Sight("lost-same", "hana", at("lost-same")),
    Sight("lost-same", "hana", literally("/lost/same/?view=two"), "two children"),
    Sight("lost-same", "jac", at("lost-same"), "nothing to decide"),
    Sight("lost-same-case", "hana", lost("lost-same-case", "undecided")),
    Sight("lost-same-case", "hana", lost("lost-same-case", "undecided"), "nothing chosen", then=press, answers=422),
    Sight("lost-same-case", "hana", lost("lost-same-case", "told_apart"), "answered"),
    Sight("lost-standing", "hana", at("lost-standing"), "with a match"),
    Sight("lost-standing", "jac", at("lost-standing"), "none kept"),
    Sight("lost-enquiry", "hana", at("lost"), "nobody to ask", then=ask_about("Zachariah")),
    Sight("lost-enquiry", "hana", at("lost"), "three to ask", then=ask_about("Zachariah", "Grug")),
    Sight("lost-upn", "hana", at("lost-upn")),
    Sight("lost-upn", "hana", at("lost-upn"), "worked out", then=work_out_upn),
    Sight("lost-exhausted", "hana", at("lost-exhausted")),
    Sight("lost-exhausted", "hana", at("lost-exhausted"), "not all tried", then=press, answers=422),
    Sight("lost-new-upn", "hana", lost("lost-new-upn", "exhausted")),
    Sight("lost-matches", "hana", at("lost-matches"), "a pair of ours"),
    Sight("lost-matches", "jac", at("lost-matches"), "certain pairs to tick"),
    Sight("lost-matches", "jac", literally("/lost/matches/?list=look"), "pairs to look at"),
    Sight("lost-matches", "jac", literally("/lost/matches/?list=one"), "files to send"),
    Sight("lost-matches", "jac", literally("/lost/matches/?list=upn"), "an empty list"),
    Sight("lost-matches", "jac", at("lost-matches"), "nothing ticked", then=tick_nothing),
    Sight("lost-match", "jac", lost("lost-match", "pair"), "to decide"),
    Sight("lost-match", "jac", lost("lost-match", "decided_pair"), "decided"),
    Sight("lost-match", "hana", lost("lost-match", "certain_pair"), "another authority decides"),
    Sight("lost-matches-several", "jac", at("lost-matches"), "one ticked", then=tick_one),
    Sight("census-matching", "gwilym", at("census-matching")),
    Sight("census-matching", "gwilym", at("census-matching"), "no file", then=press, answers=422),
    Sight("census-matching-one", "gwilym", lost("census-matching-one", "matching"), "finished"),
    Sight("census-matching-one", "gwilym", lost("census-matching-one", "waiting"), "waiting"),
    Sight("lost-figures", "efa", at("lost-figures")),
    Sight("lost-figures", "gwilym", at("lost-figures"), "everybody's"),
    Sight("lost-summary", None, at("lost-summary")),
    Sight("sign-in", None, at("sign-in")),
    Sight("sign-in", None, at("sign-in"), "empty", then=press, answers=422),
    Sight("sign-in-code", None, at("sign-in"), then=give_password_of("gwilym")),
    Sight(
        "sign-in-code",
        None,
        with_passkey(lambda passkey: reverse("sign-in")),
        "with a passkey",
        then=give_password_of("nerys"),
    ),
    Sight("sign-in", None, after_wrong_tries, "braked", then=guess, answers=429),
    Sight("forgotten", None, at("forgotten")),
    Sight("forgotten", None, at("forgotten"), "empty", then=press, answers=422),
    Sight("link", None, literally("/link/no-such-link/"), "ended", 410),
    Sight("link-form", None, lambda stage: stage.link, ends_at="/link/"),
    Sight("link-form", None, at("link-form"), "ended", 410),
    Sight("signed-out", None, at("signed-out")),
    Sight("sign-out", "dev", at("sign-out")),
    Sight("account", "dev", at("account")),
    Sight("account", "gwilym", at("account"), "with a second step"),
    Sight("choose-password", "dev", at("choose-password")),
    Sight("choose-password", "dev", at("choose-password"), "empty", then=press, answers=422),
    Sight("second-step", "dev", at("second-step")),
    Sight("remove-second-step", "gwilym", at("remove-second-step")),
    Sight("account", "nerys", with_passkey(lambda passkey: reverse("account")), "with a passkey"),
    Sight("add-passkey", "dev", at("add-passkey")),
    Sight("add-passkey", "gwilym", at("add-passkey"), "beside an app"),
    Sight("remove-passkey", "nerys", with_passkey(lambda passkey: reverse("remove-passkey", args=[passkey.pk]))),
    Sight("sessions", "dev", at("sessions")),
    Sight("sessions", "gwilym", signed_in_elsewhere, "elsewhere too"),
    Sight("recovery-codes", "gwilym", at("recovery-codes")),
    Sight("people", "gwilym", at("people")),
    Sight("people", "gwilym", literally("/people/?q=zzz"), "nothing found"),
    Sight("invite", "gwilym", at("invite")),
    Sight("invite", "gwilym", at("invite"), "empty", then=press, answers=422),
    Sight("someone", "gwilym", at("someone", "bryn")),
    Sight("someone", "gwilym", at("someone", "gwilym"), "oneself"),
    Sight("home", "lowri", at("home"), "administrator"),
    Sight("home", "macsen", at("home"), "who only looks"),
    Sight("home", "padrig", at("home"), "who only collects"),
    Sight("administration", "lowri", at("administration")),
    Sight("administration", "gwilym", at("administration"), "nationally"),
    Sight("people", "lowri", at("people"), "administrator"),
    Sight("people", "macsen", literally("/people/?view=closed"), "nobody"),
    Sight("invite", "lowri", at("invite"), "administrator"),
    Sight("someone", "lowri", at("someone", "efa"), "administrator"),
    Sight("someone", "macsen", at("someone", "bryn"), "who only looks"),
    Sight("change-role", "lowri", at("change-role", "efa")),
    Sight("change-role", "gwilym", at("change-role", "efa"), "nationally"),
    Sight("delete-account", "lowri", at("delete-account", "efa")),
    Sight("new-password", "lowri", at("someone", "efa"), "sent", then=ask_for_link),
    Sight("establishments", "lowri", at("establishments"), "administrator"),
    Sight("establishment", "lowri", at("establishment", "6814990")),
    Sight("establishment", "lowri", at("establishment", "681LLLL"), "the authority"),
    Sight("establishment", "macsen", at("establishment", "6812990"), "who only looks"),
    Sight("establishment", "efa", at("establishment", "9364990"), "of another authority"),
    Sight("authority", "lowri", at("authority"), ends_at="/establishments/681LLLL/"),
    Sight("add-school", "lowri", at("add-school")),
    Sight("add-school", "lowri", at("add-school"), "empty", then=press, answers=422),
    Sight("change-establishment", "lowri", at("change-establishment", "6814990")),
    Sight("change-establishment", "lowri", at("change-establishment", "681LLLL"), "the authority"),
    Sight("close-school", "lowri", at("close-school", "6814990")),
    Sight("close-school", "lowri", at("close-school", "6814990"), "files wait", then=close_at_once, answers=422),
    Sight("merge-schools", "lowri", at("merge-schools")),
    Sight("merge-schools", "lowri", at("merge-schools"), "empty", then=press, answers=422),
    Sight("yearly-check", "lowri", at("yearly-check")),
    Sight("yearly-check", "macsen", at("yearly-check"), "who only looks"),
    Sight("checks", "gwilym", at("checks")),
    Sight("check-of", "gwilym", at("check-of", "681")),
    Sight("contacts", "lowri", at("contacts")),
    Sight("contacts", "alis", literally("/contacts/?q=zzz"), "nothing found"),
    Sight("reports", "lowri", at("reports")),
    Sight("reports", "gwilym", at("reports"), "nationally"),
    Sight("reports", "bryn", at("reports"), "not allowed", 403),
    Sight("report", "efa", at("report", "general"), "selection"),
    Sight("report", "gwilym", at("report", "school"), "selection, nationally"),
    *(Sight("report", "hana" if row.pupils else "lowri", report(key), key) for key, row in REPORTS.items()),
    Sight("report", "efa", report("cluster", "run=yes&authorities=660&authorities=936"), "three authorities"),
    Sight("report", "efa", report("cluster", "run=yes&scope=all"), "all authorities"),
    Sight("report", "efa", report("general", "run=yes&first=3/9/2026&last=2/9/2026"), "dates wrong", 422),
    Sight("report", "ffion", report("other-files"), "empty"),
    Sight("print-report", "efa", report("general", form="print-report")),
    Sight("print-report", "hana", report("lost-uploaded", form="print-report"), "pupils"),
    Sight("child", "hana", at("child")),
    Sight("child", "hana", at("child"), "empty", then=press, answers=422),
    Sight("child", "efa", at("child"), "found", then=ask_for_sian),
    Sight("audit", "gwilym", at("audit")),
    Sight("inbox", "bryn", letter("inbox"), "with messages"),
    Sight("inbox", "dev", at("inbox"), "without messages"),
    Sight("received", "bryn", letter("received", "received")),
    Sight("print-message", "bryn", letter("print-message", "received")),
    Sight("delete-message", "bryn", letter("delete-message", "received")),
    Sight("sent-messages", "efa", letter("sent-messages"), "with messages"),
    Sight("sent-messages", "dev", at("sent-messages"), "without messages"),
    Sight("sent-message", "efa", letter("sent-message", "sent")),
    Sight("print-sent", "efa", letter("print-sent", "sent")),
    Sight("new-message", "efa", letter("new-message")),
    Sight("recipients", "efa", letter("recipients", "draft"), "some chosen"),
    Sight("recipients", "efa", letter("recipients", "draft", "?in=681"), "schools shown"),
    Sight("recipients", "efa", letter("recipients", "draft"), "wrong number", then=press, answers=422),
    Sight("compose", "efa", letter("compose", "draft")),
    Sight("compose", "efa", letter("compose", "draft"), "empty", then=send_nothing, answers=422),
    Sight("templates", "efa", letter("templates")),
    Sight("templates", "gwilym", at("templates"), "national"),
    Sight("template", "efa", letter("template", "template")),
    Sight("new-template", "efa", at("new-template")),
    Sight("new-template", "gwilym", at("new-template"), "empty", then=press, answers=422),
    Sight("edit-template", "efa", letter("edit-template", "template")),
    Sight("delete-template", "efa", letter("delete-template", "template")),
    Sight("groups", "efa", letter("groups")),
    Sight("groups", "dev", at("groups"), "none"),
    Sight("new-group", "efa", at("new-group")),
    Sight("new-group", "efa", at("new-group"), "empty", then=press, answers=422),
    Sight("group", "efa", letter("group", "group")),
    Sight("delete-group", "efa", letter("delete-group", "group")),
    Sight("jobs", "gwilym", letter("jobs")),
    Sight("jobs", "gwilym", standing_still, "standing still"),
    Sight("jobs", "gwilym", at("jobs"), "before a worker"),
    Sight("reminder-day", "efa", at("reminder-day")),
    Sight("zones", "gwilym", at("zones"), "none yet"),
    Sight("zones", "gwilym", lambda stage: stage.town and reverse("zones"), "one"),
    Sight("zones", "efa", at("zones"), "not allowed", 403),
    Sight("new-zone", "gwilym", at("new-zone")),
    Sight("new-zone", "gwilym", at("new-zone"), "empty", then=press, answers=422),
    Sight("zone", "gwilym", zone("zone")),
    Sight("who-does-what", "gwilym", zone("who-does-what")),
    Sight("who-does-what", "gwilym", zone("who-does-what", query="?all=yes"), "all objects"),
    Sight("zone-rules", "gwilym", zone("zone-rules")),
    Sight("messages", "gwilym", zone("messages")),
    Sight("messages", "gwilym", zone("messages", query="?kind=event"), "searched"),
    Sight("messages", "gwilym", zone("messages", query="?source=Nobody"), "nothing found"),
    Sight("message", "gwilym", message("message")),
    Sight("message", "gwilym", message("message", "?agent=Library"), "why"),
    Sight("message-content", "gwilym", message("message-content")),
    Sight("message-content", "gwilym", message("message-content"), "without a reason", then=press, answers=422),
    Sight("message-content", "gwilym", message("message-content"), "shown", then=give_reason),
    Sight("open-requests", "gwilym", zone("open-requests")),
    Sight("dead-letters", "gwilym", zone("dead-letters")),
    Sight("phase", "efa", board),
    Sight("phase", "efa", board, "no list", then=give_no_offers, answers=422),
    Sight("phase-difference", "efa", difference),
    Sight("new-agent", "gwilym", zone("new-agent")),
    Sight("new-agent", "gwilym", zone("new-agent"), "empty", then=press, answers=422),
    *(
        Sight("agent", "gwilym", zone("agent", name), name)
        for name in ("Library", "Doors", "Lockers", "Canteen", "Timetable", "OldMIS")
    ),
    Sight("agent-rights", "gwilym", zone("agent-rights", "Library", query="?set=provider")),
    Sight("agent-certificate", "gwilym", zone("agent-certificate", "Library")),
    Sight("agent-key", "gwilym", zone("agent-key", "Library")),
    Sight("agent-key", "gwilym", zone("agent-key", "Timetable"), "replaced or withdrawn"),
    Sight("agent-key", "gwilym", zone("agent-key", "Canteen"), "shown once", then=press_first),
    Sight("close-agent", "gwilym", zone("close-agent", "Library")),
    Sight("forget-agent", "gwilym", zone("forget-agent", "Library")),
    Sight("demo", None, at("demo")),
    Sight("demo_outbox", None, at("demo_outbox")),
)

# Named addresses that answer GET with something else than a page, or do not answer GET, and what they do.
NO_PAGE: dict[str, str] = {
    "language": "remembers the language and sends on",
    "healthz": "a word for load balancers",
    "readyz": "a word for load balancers",
    "metrics": "numbers for Prometheus",
    "reply": "takes a posted step",
    "set-second-step": "takes a posted step",
    "sign-in-passkey": "takes a posted answer",
    "drop-draft": "takes a posted step",
    "run-job": "takes a posted step",
    "phase-again": "takes a posted step",
    "phase-decide": "takes a posted step",
    "phase-put": "takes a posted step",
    "phase-send": "takes a posted step",
    "answer": "takes a posted answer",
    "closes": "takes a posted answer",
    "lost-match-decide": "takes a posted answer",
    "lost-match-reopen": "takes a posted step",
    "lost-matches-csv": "gives the list as a file",
    "phase-changes": "gives the list as a file",
    "report-csv": "gives the report as a file",
    "lost-new": "takes a posted step",
    "lost-put-back": "takes a posted step",
    "lost-download": "gives the file itself",
    "lost-arrived": "takes a posted answer",
    "lost-standing-end": "takes a posted step",
    "download": "gives the files themselves",
    "arrived": "takes a posted answer",
    "send-on": "takes a posted step",
    "invite-again": "takes a posted step",
    "reopen-school": "takes a posted step",
    "set-active": "takes a posted step",
    "decide-check": "takes a posted step",
    "confirm-check": "takes a posted step",
    "close-account": "takes a posted step",
    "open-account": "takes a posted step",
    "reset-second-step": "takes a posted step",
    "wake-agent": "takes a posted step",
    "withdraw-key": "takes a posted step",
    "release-agent": "takes a posted step",
    "set-aside-message": "takes a posted step",
    "allow-agent": "takes a posted step",
    "requeue-letter": "takes a posted step",
    "discard-letter": "takes a posted step",
    "remove-request": "takes a posted step",
    "expected-ask": "takes a posted step",
}


def named_addresses(patterns: Iterable[URLPattern | URLResolver] | None = None) -> set[str]:
    """Return the name of every address of the site; one without a name stands as its pattern."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found |= named_addresses(pattern.url_patterns)
        else:
            found.add(pattern.name or str(pattern.pattern))
    return found
