"""A small town full of things, and who reaches each: files of every kind, lost pupils, messages, searches, people, schools."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from handover.portal.accounts import yearly_check
from handover.portal.expected import listing
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.row import Expected
from handover.portal.hub.models import Move
from handover.portal.hub.moving import begin_move, take_move_step
from handover.portal.hub.newcomers.arrival_models import ArrivalCase
from handover.portal.lostpupils import fetching, standing
from handover.portal.lostpupils.models import LostPupil, SamePupilCase
from handover.portal.lostpupils.question import Question
from handover.portal.messaging import groups, reading, templates, writing
from handover.portal.messaging.boxes import Box
from handover.portal.messaging.models import AddressGroup, Template
from handover.portal.messaging.words import Words
from handover.portal.transfers import collecting
from handover.portal.transfers.models import Transfer
from tests.cast import PEOPLE, Cast
from tests.files import NOW, TOMOS, atf, ctf, send
from tests.gate import Line, addresses, of_each_role, quiet, rights, things, unwritten
from tests.zips import zipped

TRYING = tuple(name for name in PEOPLE if name != "dev")
"""Who tries each thing: everybody but one of the two schools of other authorities."""
Thing = tuple[str, str, str]

OF_A_FILE = (("GET", "file"), ("GET", "content"), ("GET", "reject"), ("GET", "recall"))
TO_WATCH = ("CTF to the authority", "zip between schools", "CTF between schools", "CTF from elsewhere")
OF_A_COLLECTION = (("GET", "collection"), ("POST", "download"), ("POST", "arrived"))
WATCHED = (("GET", "watched"), ("GET", "watched-pupils"), ("GET", "watched-remove"), ("GET", "watched-forward"))
OF_THE_STORE = (
    *(("GET", "lost-pupil"), ("GET", "lost-release"), ("GET", "lost-collect"), ("GET", "lost-remove")),
    *(("POST", "lost-put-back"), ("GET", "lost-new-upn")),
)
OF_A_FETCHING = (("GET", "lost-fetching"), ("POST", "lost-download"), ("POST", "lost-arrived"))
OF_A_PERSON = (("GET", "someone"), ("GET", "change-role"), ("POST", "close-account"), ("POST", "new-password"))
OF_A_SCHOOL = (("GET", "establishment"), ("GET", "change-establishment"), ("POST", "set-active"))


def files(cast: Cast) -> dict[str, Transfer]:
    """Send a file of each kind into each mailbox of Caerwennol, and some past it."""
    parcel = zipped({"letter.txt": b"Annwyl"})
    sent = {
        "CTF to the authority": send(cast.alis, "681LLLL"),
        "zip to the authority": send(cast.alis, "", name="6812990_681LLLL_letters.zip", data=parcel),
        "census to its desk": send(cast.alis, "", name="6812990_PLASC_681PLAS_001.xml", data=b"<Message/>"),
        "ATF to its desk": send(
            cast.alis, "", name="6812990_ATF_681ADMS_001.xml", data=atf("6812990", "681ADMS", (TOMOS,))
        ),
        "CTF between schools": send(cast.alis, "6814990", children=(TOMOS,)),
        "zip between schools": send(cast.alis, "", name="6812990_6814990_letters.zip", data=parcel),
        "CTF of the authority": send(cast.efa, "6814990", children=(TOMOS,)),
        "CTF from elsewhere": send(cast.carys, "6814990", data=ctf("6602991", "6814990", note="from elsewhere")),
    }
    assert all(outcome.transfer for outcome in sent.values()), sent
    return {what: outcome.transfer for what, outcome in sent.items() if outcome.transfer}


def of_files(cast: Cast) -> Iterator[Thing]:
    """What can be done with files, and with collections that somebody of another role, or of the same, has begun."""
    sent = files(cast)
    for what, transfer in sent.items():
        for method, page in (*OF_A_FILE, *(WATCHED if what in TO_WATCH else ())):
            yield method, f"{page}: {what}", reverse(page, args=[transfer.reference])
    begun = {"CTF to the authority": cast.efa, "zip to the authority": cast.efa, "CTF between schools": cast.bryn}
    for what, person in begun.items():
        collection = collecting.start_collection([sent[what].reference], person, NOW)
        assert collection is not None
        for method, page in OF_A_COLLECTION:
            yield method, f"{page}: {what}", reverse(page, args=[collection.reference])


def of_lost_pupils(cast: Cast) -> Iterator[Thing]:
    """A pupil in the store, a download that an authority has begun, a search that it keeps."""
    send(cast.alis, "XXXXXXX", data=ctf("6812990", "XXXXXXX"))
    pupil = LostPupil.objects.get()
    for method, page in OF_THE_STORE:
        yield method, f"{page}: in the store", reverse(page, args=[pupil.reference])
    send(cast.alis, "XXXXXXX", data=ctf("6812990", "XXXXXXX", note="again"), number=2)
    pair = SamePupilCase.objects.get()
    for method in ("GET", "POST"):
        yield method, "lost-same-case: of a school of Hana's", reverse("lost-same-case", args=[pair.reference])
    begun = fetching.begin_fetching(pupil, cast.hana, NOW)
    for method, page in OF_A_FETCHING:
        yield method, f"{page}: begun by Hana", reverse(page, args=[begun.reference])
    kept = standing.keep_search(Question(surname="Mabli", forename="Gwen", birth_date=date(2015, 3, 1)), cast.hana, NOW)
    yield "POST", "lost-standing-end: kept by Hana", reverse("lost-standing-end", args=[kept.reference])


def of_messages(cast: Cast) -> Iterator[Thing]:
    """A message to one role of an authority, a draft, a template and a group of Efa's and of her authority's."""
    letter = Words("About a file", "Where is it?")
    message = writing.send_draft(
        writing.begin_draft(cast.bryn, NOW, letter, [Box("681LLLL", "lea-user")]), letter, cast.bryn, NOW
    )
    assert message is not None
    copy = reading.list_inbox(cast.efa).get()
    for method, page in (("GET", "received"), ("GET", "print-message"), ("POST", "reply"), ("POST", "delete-message")):
        yield method, f"{page}: to Efa's box", reverse(page, args=[copy.reference])
    for page in ("sent-message", "print-sent"):
        yield "GET", f"{page}: by Bryn", reverse(page, args=[message.reference])
    answer = writing.begin_reply(copy, cast.efa, NOW, "en")
    for method, page in (("GET", "compose"), ("GET", "recipients"), ("POST", "drop-draft")):
        yield method, f"{page}: Efa's answer", reverse(page, args=[answer.reference])
    for owner in (templates.Owner.PERSON, templates.Owner.PLACE):
        template = Template.objects.get(pk=template_of(cast, owner))
        for page in ("template", "edit-template", "delete-template"):
            yield "GET", f"{page}: Efa's, of a {owner}", reverse(page, args=[template.reference])
    for shared in (False, True):
        group = groups.save_group(
            AddressGroup(person=cast.efa, establishment=cast.caerwennol),
            f"group {shared}",
            cast.efa,
            NOW,
            shared=shared,
        )
        yield "GET", f"group: Efa's, {'shared' if shared else 'her own'}", reverse("group", args=[group.reference])


def template_of(cast: Cast, owner: templates.Owner) -> int:
    """Save a template of Efa's, for herself or her workplace."""
    content = templates.TemplateContent(f"of a {owner}", "About a file", "Please send it.")
    return templates.save_template(Template(), content, owner, cast.efa, NOW).pk


def of_offices(cast: Cast) -> Iterator[Thing]:
    """People and schools of one's own authority and of another, the yearly check, an expected pupil."""
    for username in ("bryn", "efa", "carys", "gwilym"):
        for method, page in OF_A_PERSON:
            yield method, f"{page}: {username}", reverse(page, args=[username])
    for number in ("6812990", "6602991"):
        for method, page in OF_A_SCHOOL:
            yield method, f"{page}: {number}", reverse(page, args=[number])
    yearly_check.open_check(date(2026, 10, 31), cast.gwilym.actor, NOW)
    for la in ("681", "660"):
        yield "GET", f"check-of: {la}", reverse("check-of", args=[la])
    listing.add_pupils([Expected(1, "", "Mabli", "Gwen", date(2015, 3, 1), "6812990")], cast.bryn, NOW)
    row = ExpectedPupil.objects.get()
    for method, page in (("POST", "expected-ask"), ("POST", "expected-remove")):
        yield method, f"{page}: by Bryn", reverse(page, args=[row.reference])


def of_moves(cast: Cast) -> Iterator[Thing]:
    """The way of a record from one school of Caerwennol to another, and one that has not left its school."""
    transfer = send(cast.alis, "6814990", data=ctf("6812990", "6814990", note="on its way"), number=7).transfer
    begun = {
        "on its way": begin_move("receive", Move(source="6812990", destination="6814990", transfer=transfer), now=NOW),
        "not sent yet": begin_move("notice", Move(source="6812990", destination="6814990"), now=NOW),
    }
    take_move_step("hand_over", begun["on its way"], now=NOW)
    for what, move in begun.items():
        for page in ("move", "move-custody"):
            yield "GET", f"{page}: {what}", reverse(page, args=[move.reference])
    yield "GET", "file-custody: on its way", reverse("file-custody", args=[transfer.reference if transfer else ""])


def of_arrivals(cast: Cast) -> Iterator[Thing]:
    """A record that waits for the yes of Glan Wennol, and a child who is new there and for whom Nant y Wennol is asked."""
    transfer = send(cast.alis, "6814990", data=ctf("6812990", "6814990", note="offered"), number=8).transfer
    move = begin_move("receive", Move(source="6812990", destination="6814990", transfer=transfer), now=NOW)
    take_move_step("offer", move, now=NOW)
    for method, page in (("GET", "record-to-take"), ("GET", "record-refuse"), ("POST", "record-refuse")):
        yield method, f"{page}: for Bryn", reverse(page, args=[move.reference])
    case = ArrivalCase(establishment=cast.glan_high, arrival_key="one", finding="asked", asked="6812990", heard_at=NOW)
    case.save()
    yield "POST", "arrival-not-theirs: of Alis", reverse("arrival-not-theirs", args=[case.reference])


def of_rights(cast: Cast) -> dict[str, list[Line]]:
    """Return who has which right."""
    return {"rights": rights(of_each_role(cast))}


def of_addresses(cast: Cast) -> dict[str, list[Line]]:
    """Return who gets in at which address."""
    with quiet(), unwritten():
        return {"addresses": addresses(of_each_role(cast))}


def of_things(cast: Cast) -> dict[str, list[Line]]:
    """Return who reaches which thing."""
    wanted = [
        *of_files(cast),
        *of_lost_pupils(cast),
        *of_messages(cast),
        *of_offices(cast),
        *of_moves(cast),
        *of_arrivals(cast),
    ]
    with quiet(), unwritten():
        return {"things": things({name: getattr(cast, name) for name in TRYING}, wanted)}
