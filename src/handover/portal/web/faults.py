"""The pages for when something went wrong: what happened, whose doing it was, and what to do now."""

import sys
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from handover.common.text import Text
from handover.portal import transaction
from handover.portal.deadline import CUT_SHORT
from handover.portal.web import language, wording
from handover.portal.web.context import SERVICE_NAME

RETRY_AFTER_SECONDS: Final = 5
"""After how long a program may try again what found the site too busy."""


@dataclass(frozen=True, slots=True)
class FaultPage:
    """One such page: its status, its heading, and paragraphs in plain words."""

    status: int
    heading: Text
    paragraphs: tuple[Text, ...]


BAD_REQUEST = FaultPage(
    400,
    Text("We could not understand that", "Nid oedd modd i ni ddeall hynny"),
    (
        Text(
            "Your browser sent something that this site cannot read. Nothing was changed.",
            "Anfonodd eich porwr rywbeth na all y wefan hon ei ddarllen. Ni newidiwyd dim.",
        ),
        Text(
            "Go back to the page you came from and try again.",
            "Ewch yn ôl i'r dudalen flaenorol a rhoi cynnig arall arni.",
        ),
    ),
)
FORBIDDEN = FaultPage(
    403,
    Text("You cannot see this page", "Ni allwch weld y dudalen hon"),
    (
        Text(
            "Your role does not allow it, or the page belongs to another school.",
            "Nid yw eich rôl yn caniatáu hynny, neu mae'r dudalen yn perthyn i ysgol arall.",
        ),
        Text(
            "If you need it for your work, ask your local authority's administrator.",
            "Os oes ei hangen arnoch ar gyfer eich gwaith, gofynnwch i weinyddwr eich awdurdod lleol.",
        ),
    ),
)
FORGERY = FaultPage(
    403,
    Text("Please send the form again", "Anfonwch y ffurflen eto"),
    (
        Text(
            "The page was open for too long, or you signed in again in another window. Nothing was changed.",
            "Bu'r dudalen ar agor yn rhy hir, neu rydych wedi mewngofnodi eto mewn ffenestr arall. Ni newidiwyd dim.",
        ),
        Text(
            "Go back, load the page again and send the form once more. Your browser must allow cookies for this site.",
            "Ewch yn ôl, ail-lwythwch y dudalen ac anfonwch y ffurflen eto. Rhaid i'ch porwr ganiatáu cwcis ar gyfer y"
            " wefan hon.",
        ),
    ),
)
OTHER_OFFICE = FaultPage(
    409,
    Text("Nothing was done: you have changed where you work", "Ni wnaed dim: rydych wedi newid ble rydych yn gweithio"),
    (
        Text("You now work for: {place}.", "Rydych nawr yn gweithio ar ran: {place_cy}."),
        Text(
            "The page that you sent this from was opened for another school or role, perhaps in another tab. So that"
            " nothing is done for the wrong one, nothing was sent and nothing changed.",
            "Cafodd y dudalen yr anfonoch hyn ohoni ei hagor ar gyfer ysgol neu rôl arall, efallai mewn tab arall. "
            "Rhag gwneud dim dros yr un anghywir, nid anfonwyd dim ac ni newidiwyd dim.",
        ),
        Text(
            "If you want to do it for the other one, choose that at the top of the page, go back and send it again. If"
            " not, load the page anew.",
            "Os ydych am ei wneud dros y llall, dewiswch honno ar ben y dudalen, ewch yn ôl a'i anfon eto. Os nad ydych,"
            " ail-lwythwch y dudalen.",
        ),
    ),
)
BROKEN_OFF = FaultPage(
    408,
    Text("Not everything arrived", "Ni chyrhaeddodd popeth"),
    (
        Text(
            "The connection broke, or was too slow, before everything had arrived. Nothing was sent and nothing changed.",
            "Torrodd y cysylltiad, neu roedd yn rhy araf, cyn i bopeth gyrraedd. Nid anfonwyd dim ac ni newidiwyd dim.",
        ),
        Text("Check your connection and try again.", "Gwiriwch eich cysylltiad a rhowch gynnig arall arni."),
    ),
)


NOT_FOUND = FaultPage(
    404,
    Text("Page not found", "Ni ddaethpwyd o hyd i'r dudalen"),
    (
        Text(
            "There is nothing at this address. If you typed it, check that it is right; if you pasted it, check that"
            " all of it is there.",
            "Nid oes dim yn y cyfeiriad hwn. Os gwnaethoch ei deipio, gwiriwch ei fod yn gywir; os gwnaethoch ei "
            "ludo, gwiriwch fod y cyfan yno.",
        ),
        Text(
            "A file that was recalled, or that has expired, no longer has a page.",
            "Nid oes tudalen bellach i ffeil sydd wedi'i galw'n ôl neu sydd wedi dod i ben.",
        ),
    ),
)
TOO_LARGE = FaultPage(
    413,
    Text("That was too much at once", "Roedd hynny'n ormod ar y tro"),
    (
        Text(
            "The files you sent are larger than {most} MB together. None of them was taken.",
            "Mae'r ffeiliau a anfonwyd gennych yn fwy na {most} MB gyda'i gilydd. Ni dderbyniwyd yr un ohonynt.",
        ),
        Text(
            "Go back, choose fewer files and send them in several goes.",
            "Ewch yn ôl, dewiswch lai o ffeiliau a'u hanfon mewn sawl tro.",
        ),
    ),
)
PACKED = FaultPage(
    415,
    Text("That was packed", "Roedd hynny wedi'i gywasgu"),
    (
        Text(
            "Whatever sent this packed it on the way (a Content-Encoding other than identity). This site takes files"
            " as they are. Nothing was taken.",
            "Cafodd hyn ei gywasgu ar y ffordd (Content-Encoding heblaw identity). Mae'r wefan hon yn derbyn ffeiliau"
            " fel y maent. Ni dderbyniwyd dim.",
        ),
    ),
)
SEARCHED_TOO_MUCH = FaultPage(
    429,
    Text("Too many searches", "Gormod o chwiliadau"),
    (
        Text(
            "You, or your school or authority together, have searched for more children, or more vaguely, than the site "
            "allows in this time. This search was not made.",
            "Rydych chi, neu eich ysgol neu awdurdod gyda'i gilydd, wedi chwilio am fwy o blant, neu'n fwy amwys, nag y "
            "mae'r wefan yn ei ganiatáu yn yr amser hwn. Ni wnaed y chwiliad hwn.",
        ),
        Text(
            "Wait {minutes:minute}, then search again.",
            "Arhoswch {minutes:minute}, yna chwiliwch eto.",
        ),
        Text(
            "A search that says more counts for less: give the UPN, or the surname and the date of birth. The authority's "
            "administrator and the national one are written to. If your work needs more, tell them.",
            "Mae chwiliad sy'n dweud mwy yn cyfrif llai: rhowch yr UPN, neu'r cyfenw a'r dyddiad geni. Bydd "
            "gweinyddwr yr awdurdod a'r gweinyddwr cenedlaethol yn cael gwybod. Os oes angen mwy ar eich gwaith, "
            "dywedwch wrthynt.",
        ),
    ),
)
BUSY = FaultPage(
    503,
    Text("Many people are working at this moment", "Mae llawer o bobl yn gweithio ar hyn o bryd"),
    (
        Text(
            "Somebody else was changing the same things, and your request had to give way several times. What it had not"
            " finished was undone.",
            "Roedd rhywun arall yn newid yr un pethau, a bu'n rhaid i'ch cais ildio sawl gwaith. Dadwnaed yr hyn nad"
            " oedd wedi'i orffen.",
        ),
        Text(
            "Wait a moment and try again. If you were sending several files, look under “Sent files” first: those that are"
            " listed there have gone.",
            "Arhoswch ennyd a rhowch gynnig arall arni. Os oeddech yn anfon sawl ffeil, edrychwch yn gyntaf o dan "
            "“Ffeiliau a anfonwyd”: mae'r rhai sydd ar y rhestr yno wedi mynd.",
        ),
    ),
)
OUR_FAULT = FaultPage(
    500,
    Text("Sorry, something went wrong here", "Mae'n ddrwg gennym, aeth rhywbeth o'i le yma"),
    (
        Text(
            "This is our doing, not yours.",
            "Ni sydd ar fai, nid chi.",
        ),
        Text(
            "Wait a few minutes and try again. Before you send a file again, look under “Sent files” whether it has"
            " already gone.",
            "Arhoswch ychydig funudau a rhoi cynnig arall arni. Cyn anfon ffeil eto, edrychwch o dan “Ffeiliau a"
            " anfonwyd” i weld a yw eisoes wedi mynd.",
        ),
    ),
)
NO_STORE = FaultPage(
    503,
    Text("The files cannot be reached just now", "Nid oes modd cyrraedd y ffeiliau ar hyn o bryd"),
    (
        Text(
            "The site does not reach the place where it stores files. Nothing was sent, collected or changed.",
            "Nid yw'r wefan yn cyrraedd y man lle mae'n storio ffeiliau. Nid anfonwyd, ni chasglwyd ac ni newidiwyd "
            "dim.",
        ),
        Text(
            "Wait a few minutes and try again. If it goes on, tell those who run this site.",
            "Arhoswch ychydig funudau a rhoi cynnig arall arni. Os yw'n parhau, dywedwch wrth y rhai sy'n rhedeg y wefan hon.",
        ),
    ),
)
FAULTS: tuple[FaultPage, ...] = (
    BAD_REQUEST,
    FORBIDDEN,
    FORGERY,
    NOT_FOUND,
    TOO_LARGE,
    PACKED,
    SEARCHED_TOO_MUCH,
    BUSY,
    OUR_FAULT,
    NO_STORE,
)


def render_page(request: HttpRequest, fault: FaultPage, **values: object) -> HttpResponse:
    """Write one of these pages, in the language its reader chose."""
    chosen = getattr(request, "LANGUAGE_CODE", None) or language.by_browser(request)
    with translation.override(chosen):
        return render_fault(fault, chosen, request, **values)


def render_fault(fault: FaultPage, chosen: str, request: HttpRequest | None, **values: object) -> HttpResponse:
    """Write the page; without a request it asks the database nothing, and so works when that does not."""
    context = {
        "service_name": wording.say_text(SERVICE_NAME),
        "lang": chosen,
        "heading_text": wording.say_text(fault.heading),
        "paragraphs": [wording.say_text(paragraph, **values) for paragraph in fault.paragraphs],
    }
    content = render_to_string("fault.html", context, request)
    return HttpResponse(content, status=fault.status, headers={"Content-Language": chosen})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return render_page(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: signed in, and not allowed."""
    return render_page(request, FORBIDDEN)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403: the form did not come from a page of ours, or from one too old.

    A form whose token is missing because the connection broke before it arrived is not a forgery; it is told so.
    """
    return render_page(request, BROKEN_OFF if request.META.get(CUT_SHORT) else FORGERY)


def other_office(request: HttpRequest, place: str, place_cy: str) -> HttpResponse:
    """Answer 409: the form was drawn for another office of the person than the one they work in now."""
    return render_page(request, OTHER_OFFICE, place=place, place_cy=place_cy)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return render_page(request, NOT_FOUND)


def searched_too_much(request: HttpRequest, minutes: int) -> HttpResponse:
    """Answer 429: so many searches that this one was not made."""
    response = render_page(request, SEARCHED_TOO_MUCH, minutes=minutes)
    response.headers["Retry-After"] = str(60 * minutes)
    return response


def no_store(request: HttpRequest) -> HttpResponse:
    """Answer 503: the folder of files is away, or the master key is another one."""
    return render_page(request, NO_STORE)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Answer 500; or 503 where the fault that Django has in hand is that the database could not let everybody through."""
    if transaction.is_aborted(sys.exc_info()[1]):
        return busy(request)
    return render_without_database(request, OUR_FAULT)


def busy(request: HttpRequest) -> HttpResponse:
    """Answer 503: the database aborted a request each time that it was begun."""
    response = render_without_database(request, BUSY)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def render_without_database(request: HttpRequest, fault: FaultPage) -> HttpResponse:
    """Write a page without asking the database anything."""
    chosen = language.by_browser(request)
    with translation.override(chosen):
        return render_fault(fault, chosen, None)
