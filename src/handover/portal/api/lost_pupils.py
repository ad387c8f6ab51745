"""Lost pupils for an authority's software: searching, looking at one, and sending a file on as a person has decided."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, make_answer, tag_of
from handover.portal.api.authority_bodies import (
    LostAnswerBody,
    LostHitBody,
    LostPupilBody,
    LostQuestionBody,
    ReleaseBody,
    ReleasedBody,
)
from handover.portal.api.describing import describe_mailbox, describe_transfer
from handover.portal.api.fields import IdempotencyKey
from handover.portal.api.office_examples import OFFICE_EXAMPLES
from handover.portal.api.once import OnceOnly, answer_once, digest_request
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.lostpupils.found_cases import facts_for_authority
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.permissions import RELEASE_LOST, SEARCH_LOST
from handover.portal.lostpupils.question import FIELDS, Question
from handover.portal.lostpupils.releasing import (
    NobodyDecided,
    NotThere,
    find_decider,
    may_move,
    release_file,
    school_of,
)
from handover.portal.lostpupils.search_brake import TooManySearches
from handover.portal.lostpupils.searching import SearchHit, search_lost_pupils
from handover.portal.lostpupils.seen_pupils import find_lost_pupil, note_look_at_pupil
from handover.portal.lostpupils.upn_slips import mend_check_letter
from handover.portal.transfers.models import Transfer
from handover.portal.web import wording
from handover.portal.web.child_form import NoUpn, read_typed_upn


def search_for_lost_pupils(request: ApiRequest, body: LostQuestionBody) -> HttpResponseBase:
    """Search the store of lost pupils."""
    question = read_question(body)
    try:
        answer = search_lost_pupils(question, request.auth, clock.now())
    except TooManySearches as stop:
        raise refuse_search(stop) from stop
    found = LostAnswerBody(
        vague=answer.vague,
        add=[wording.say_text(FIELDS[name]) for name in question.to_add],
        meant_upn=mend_check_letter(question.upn) or None,
        fitting=describe_hits(answer.fitting),
        nearest=describe_hits(answer.nearest),
    )
    return make_answer(found).write()


def read_question(body: LostQuestionBody) -> Question:
    """Return the question that a body asks. Raises ApiRefusal for what is no UPN, and for too short a beginning."""
    asked = Question(
        upn=read_given_upn(body.upn),
        surname=body.surname.strip(),
        begins=body.begins,
        forename=body.forename.strip(),
        town=body.town.strip(),
        birth_date=body.birth_date,
        gender=body.gender,
    )
    if asked.begins_too_short:
        raise ApiRefusal("api.search_vague")
    return asked


def read_given_upn(text: str) -> str:
    """Return a UPN however it was written. Raises ApiRefusal for what cannot be one."""
    try:
        return read_typed_upn(text)
    except NoUpn as fault:
        raise ApiRefusal("api.no_upn", values={"why": fault.why.say(wording.language())}) from fault


def refuse_search(stop: TooManySearches) -> ApiRefusal:
    """Return the refusal of a search that the brake has stopped."""
    return ApiRefusal("api.searched_too_much", headers={"Retry-After": str(stop.minutes * 60)})


def describe_hits(hits: Iterable[SearchHit]) -> list[LostHitBody]:
    """Return the pupils whom a search found, as the page of the search shows them."""
    return [
        LostHitBody(
            reference=hit.pupil.reference,
            surname=hit.pupil.surname,
            forename=hit.pupil.forename,
            birth_date=hit.pupil.birth_date,
            town=hit.pupil.town,
            kind=hit.pupil.kind,
            school=describe_mailbox(hit.pupil.school.number, hit.pupil.school),
            lodged_at=hit.pupil.lodged_at,
            state=hit.pupil.transfer.state,
            state_words=wording.say_text(hit.pupil.transfer.look.name),
            reasons=[wording.say_text(reason.words) for reason in hit.reasons],
        )
        for hit in hits
    ]


def show_lost_pupil(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Say what is known of a lost pupil. The look is written down."""
    pupil = get_pupil(reference, request.auth)
    note_look_at_pupil(pupil, request.auth, clock.now())
    return make_answer(describe_lost_pupil(pupil, request.auth)).write()


def get_pupil(reference: UUID, holder: KeyHolder) -> LostPupil:
    """Return a lost pupil whom the office may look at. Raises Http404."""
    pupil = find_lost_pupil(reference, holder)
    if pupil is None:
        raise Http404
    return pupil


def describe_lost_pupil(pupil: LostPupil, holder: KeyHolder) -> LostPupilBody:
    """Return what an authority may know of a lost pupil."""
    authority = holder.establishment
    facts = facts_for_authority(pupil, authority.la_number)
    return LostPupilBody(
        reference=pupil.reference,
        upn=facts.upn,
        former_upn=facts.former_upn,
        surname=facts.surname,
        former_surname=facts.former_surname,
        preferred_surname=facts.preferred_surname,
        forename=facts.forename,
        preferred_forename=facts.preferred_forename,
        middle_names=facts.middle_names,
        birth_date=facts.birth_date,
        gender=pupil.gender,
        town=facts.town,
        postcode=facts.postcode,
        school_year=facts.school_year,
        kind=pupil.kind,
        school=describe_mailbox(pupil.school.number, pupil.school),
        lodged_at=pupil.lodged_at,
        state=pupil.transfer.state,
        state_words=wording.say_text(pupil.transfer.look.name),
        may_release=may_move(pupil, authority) and holder.may(RELEASE_LOST),
    )


def release_lost_pupil(
    request: ApiRequest, reference: UUID, body: ReleaseBody, idempotency_key: IdempotencyKey = None
) -> HttpResponseBase:
    """Send a lost pupil's file on to a school, as a person has decided."""
    holder, now = request.auth, clock.now()
    get_pupil(reference, holder)
    once = OnceOnly(holder, "release_lost_pupil", idempotency_key, digest_request(request, request.body.hex()), now)

    def write(child: Transfer) -> ApiAnswer:
        headers = {"Location": f"/api/v1/transfers/{child.reference}", "ETag": tag_of(child)}
        return make_answer(ReleasedBody(transfer=describe_transfer(child, holder)), 201, headers)

    return answer_once(once, lambda: release_as_decided(reference, body, holder, now), write).write()


def release_as_decided(reference: UUID, body: ReleaseBody, holder: KeyHolder, now: datetime) -> Transfer:
    """Release a file. Raises ApiRefusal where nobody may have decided so, or the school cannot be chosen."""
    try:
        decider, school = find_decider(body.decided_by, holder), school_of(body.school.upper(), holder, now)
    except NobodyDecided as fault:
        raise ApiRefusal("api.nobody_decided") from fault
    except NotThere as fault:
        raise ApiRefusal("api.school_cannot_receive", values={"number": body.school}) from fault
    return release_file(get_pupil(reference, holder), school, holder, now, decided_by=decider)


OPERATIONS = (
    ApiOperation(
        "search_lost_pupils",
        "POST",
        "/lost-pupils/search",
        "authority",
        (SEARCH_LOST,),
        Text("Search for a lost pupil", "Chwilio am ddisgybl coll"),
        Text(
            "Names are found by how they sound, and one thing that is wrong hides nobody. Searches are counted for the key and "
            "its authority as they are for a person, the vague ones for more, and braked with 429; each is written into the "
            "audit log, never with a name. Answers are not remembered: nothing of a child stands in an address.",
            "Mae'r chwiliad yn dod o hyd i enwau yn ôl eu sain, ac nid yw un peth anghywir yn cuddio neb. Cyfrifir "
            "chwiliadau'r allwedd a'i hawdurdod fel rhai person, y rhai amwys am fwy, a'u brecio â 429; ysgrifennir pob un yn "
            "y cofnod archwilio, heb yr enw. Ni chofir atebion: nid oes dim am blentyn mewn cyfeiriad.",
        ),
        search_for_lost_pupils,
        {200: LostAnswerBody},
        OFFICE_EXAMPLES["search_lost_pupils"],
        ("api.no_upn", "api.search_vague", "api.searched_too_much"),
    ),
    ApiOperation(
        "show_lost_pupil",
        "GET",
        "/lost-pupils/{uuid:reference}",
        "authority",
        (SEARCH_LOST,),
        Text("Look at a lost pupil", "Edrych ar ddisgybl coll"),
        Text(
            "All that the index of the store knows of one pupil; the look is written into the audit log. Once the pupil has "
            "left the store, only the two authorities concerned see anything.",
            "Popeth y mae mynegai'r storfa yn ei wybod am un disgybl; ysgrifennir yr olwg yn y cofnod archwilio. Wedi i'r "
            "disgybl adael y storfa, dim ond y ddau awdurdod dan sylw sy'n gweld unrhyw beth.",
        ),
        show_lost_pupil,
        {200: LostPupilBody},
        OFFICE_EXAMPLES["show_lost_pupil"],
        ("api.not_found",),
    ),
    ApiOperation(
        "release_lost_pupil",
        "POST",
        "/lost-pupils/{uuid:reference}/release",
        "authority",
        (RELEASE_LOST,),
        Text("Send a lost pupil's file on", "Anfon ffeil disgybl coll ymlaen"),
        Text(
            "To a school of your own authority, the bytes unchanged. A person decides about a child: `decided_by` is the "
            "username of somebody of your authority who may release files on the site and has taken reasonable steps to make "
            "sure that the pupil is on roll there. The key's name and that person's stand in the audit log.",
            "I ysgol yn eich awdurdod eich hun, y beitiau heb eu newid. Person sy'n penderfynu am blentyn: `decided_by` yw enw "
            "defnyddiwr rhywun o'ch awdurdod a gaiff ryddhau ffeiliau ar y wefan ac sydd wedi cymryd camau rhesymol i sicrhau "
            "bod y disgybl ar y gofrestr yno. Saif enw'r allwedd ac enw'r person hwnnw yn y cofnod archwilio.",
        ),
        release_lost_pupil,
        {201: ReleasedBody},
        OFFICE_EXAMPLES["release_lost_pupil"],
        (
            "api.not_found",
            "api.moved",
            "api.nobody_decided",
            "api.school_cannot_receive",
            "api.damaged",
            "api.key_reused",
        ),
        answer_headers=("ETag", "Location"),
    ),
)
