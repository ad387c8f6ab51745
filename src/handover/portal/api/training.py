"""The operations of a training county: what is in it, its clock, what is to go wrong, its e-mails, and beginning anew."""

from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils import timezone

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, make_answer
from handover.portal.api.describing import describe_mailbox
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.practising import ARMED_FOR
from handover.portal.api.refusals import ApiRefusal
from handover.portal.api.training_bodies import (
    ClockBody,
    MoveClockBody,
    ProvokeBody,
    ProvokedBody,
    TrainingBody,
    TrainingEmailBody,
    TrainingEmailsBody,
    TrainingOfficeBody,
    TrainingSituationBody,
)
from handover.portal.api.training_examples import TRAINING_EXAMPLES
from handover.portal.apikeys.models import ApiKey
from handover.portal.county import EnteredCounty, entered_county
from handover.portal.days import LAST
from handover.portal.establishments.models import Establishment
from handover.portal.notices.models import Notice
from handover.portal.training.county_folders import (
    CountyKey,
    CountyState,
    change_county_state,
    fill_county,
    read_county_state,
    template_of,
)
from handover.portal.training.moving_clock import MOST_DAYS, ClockTooFar, move_county_clock
from handover.portal.training.places import PLACES, WITH_KEYS
from handover.portal.training.provoking import NothingToCallBack, put_file_in_inbox, recall_for_robot
from handover.portal.training.situations import SITUATIONS, TO_ASK_FOR, ProvokedBy
from handover.portal.training.training_emails import deliver_training_emails
from handover.portal.web import wording

MOST_ARMED: Final = 50
MORNING: Final = time(9)
MOST_EMAILS: Final = 50


def demand_county() -> EnteredCounty:
    """Return the county of the key. Raises ApiRefusal for a key of the site."""
    county = entered_county()
    if county is None:
        raise ApiRefusal("api.no_training")
    return county


def show_training(request: ApiRequest) -> HttpResponseBase:
    """Say what is in the county, and what can be brought about."""
    county, language = demand_county(), wording.language()
    mine = ARMED_FOR.format(situation="", office=request.auth.establishment.number)
    armed = [each for each in read_county_state(county.name).armed if each.endswith(mine)]
    names = {place.number: place for place in Establishment.objects.all()}
    body = TrainingBody(
        now=clock.now(),
        ahead_days=county.ahead.days,
        armed=[each.partition("@")[0] for each in armed],
        offices=[
            TrainingOfficeBody(
                number=place.number,
                name=names[place.number].named(language),
                about=place.about.say(language),
                key=bool(place.role),
            )
            for place in PLACES
        ],
        situations=[
            TrainingSituationBody(
                situation=row.key,
                name=row.name.say(language),
                provoke=row.provoke.say(language),
                happens=row.happens.say(language),
                task=row.task.say(language),
            )
            for row in SITUATIONS.values()
        ],
    )
    return make_answer(body).write()


def move_clock(request: ApiRequest, wanted: MoveClockBody) -> HttpResponseBase:
    """Move the clock of the county forward; what would have happened meanwhile happens."""
    county = demand_county()
    to = find_moment(wanted)
    try:
        jobs = move_county_clock(county, to)
    except ClockTooFar as fault:
        raise ApiRefusal("api.training_clock", values={"most": MOST_DAYS}) from fault
    ahead = read_county_state(county.name).ahead
    return make_answer(ClockBody(now=to, ahead_days=ahead // 86_400, jobs=jobs)).write()


def find_moment(wanted: MoveClockBody) -> datetime:
    """Return the moment to which the clock is to be moved. Raises ApiRefusal."""
    if (wanted.days is None) is (wanted.to is None) or (wanted.to is not None and wanted.to > LAST):
        raise ApiRefusal("api.training_clock", values={"most": MOST_DAYS})
    if wanted.days is not None:
        return clock.now() + timedelta(days=wanted.days)
    assert wanted.to is not None
    return timezone.make_aware(datetime.combine(wanted.to, MORNING))


def provoke_situation(request: ApiRequest, wanted: ProvokeBody) -> HttpResponseBase:
    """Bring a situation about: at once, or with the next requests."""
    county = demand_county()
    number = (wanted.office or request.auth.establishment.number).upper()
    if wanted.situation not in TO_ASK_FOR or number not in {place.number for place in WITH_KEYS}:
        raise ApiRefusal("api.training_situation")
    office = Establishment.objects.get(number=number)
    at_once = SITUATIONS[wanted.situation].by is ProvokedBy.AT_ONCE
    transfer = provoke_at_once(wanted.situation, office) if at_once else None
    if not at_once:
        arm_situation(county, ARMED_FOR.format(situation=wanted.situation, office=number), wanted.times)
    body = ProvokedBody(
        situation=wanted.situation,
        when="now" if at_once else "next request",
        office=describe_mailbox(number, office),
        transfer=transfer,
    )
    return make_answer(body).write()


def provoke_at_once(situation: str, office: Establishment) -> UUID:
    """Bring about what is not about a request; return the reference of the file. Raises ApiRefusal."""
    try:
        act = put_file_in_inbox if situation == "file_waits" else recall_for_robot
        return act(office, clock.now()).reference
    except NothingToCallBack as fault:
        raise ApiRefusal("api.training_situation") from fault


def arm_situation(county: EnteredCounty, armed: str, times: int) -> None:
    """Have something go wrong with the next requests."""

    def add(state: CountyState) -> CountyState:
        return CountyState(state.ahead, (*state.armed, *[armed] * times)[-MOST_ARMED:])

    change_county_state(county.name, add)


def reset_training(request: ApiRequest) -> HttpResponseBase:
    """Begin anew: the county is as on its first day, with the same keys, and the clock is the machine's."""
    county = demand_county()
    keys = [
        CountyKey(number, prefix, digest)
        for number, prefix, digest in ApiKey.objects.values_list("establishment__number", "prefix", "digest")
    ]
    fill_county(county.name, template_of(county), keys)
    return ApiAnswer(204).write()


def list_training_emails(request: ApiRequest) -> HttpResponseBase:
    """List the newest e-mails of the county."""
    demand_county()
    deliver_training_emails(clock.now())
    items = [
        TrainingEmailBody(
            recipient=each.recipient, subject=each.subject, text=each.body, state=each.state, written_at=each.created_at
        )
        for each in Notice.objects.all()[:MOST_EMAILS]
    ]
    return make_answer(TrainingEmailsBody(items=items)).write()


OPERATIONS = (
    ApiOperation(
        "show_training",
        "GET",
        "/training",
        "training",
        (),
        Text("Show the training county", "Dangos y sir hyfforddi"),
        Text(
            "The time in the county of a training key, its offices and who plays them, and every situation that can be brought "
            "about, with what software has to do about it.",
            "Yr amser yn sir allwedd hyfforddi, ei swyddfeydd a phwy sy'n eu chwarae, a phob sefyllfa y gellir ei "
            "pheri, gyda'r "
            "hyn y mae'n rhaid i feddalwedd ei wneud yn ei chylch.",
        ),
        show_training,
        {200: TrainingBody},
        TRAINING_EXAMPLES["show_training"],
        ("api.no_training",),
    ),
    ApiOperation(
        "move_clock",
        "POST",
        "/training/clock",
        "training",
        (),
        Text("Move the clock", "Symud y cloc"),
        Text(
            "Forward, by `days` or to the morning of the day `to`. Whatever would have happened meanwhile happens: "
            "files expire, "
            "weekly reminders are written, what was kept long enough goes, lost pupils come over the school leaving age. The "
            "clock is the county's own, for all of its keys.",
            "Ymlaen, o `days` diwrnod neu i fore'r diwrnod `to`. Mae popeth a fyddai wedi digwydd yn y cyfamser yn "
            "digwydd: daw "
            "amser ffeiliau i ben, caiff nodiadau atgoffa wythnosol eu hysgrifennu, mae'r hyn a gadwyd yn ddigon hir "
            "yn mynd, a "
            "daw disgyblion coll dros oedran gadael yr ysgol. Cloc y sir ei hun yw hwn, ar gyfer ei holl allweddi.",
        ),
        move_clock,
        {200: ClockBody},
        TRAINING_EXAMPLES["move_clock"],
        ("api.no_training", "api.training_clock"),
    ),
    ApiOperation(
        "provoke_situation",
        "POST",
        "/training/situations",
        "training",
        (),
        Text("Bring a situation about", "Peri sefyllfa"),
        Text(
            "At once, or with the next requests of an office's key. GET /training names those that are asked for here; the "
            "others are brought about by what is sent.",
            "Ar unwaith, neu gyda cheisiadau nesaf allwedd swyddfa. Mae GET /training yn enwi'r rhai y gofynnir amdanynt yma; "
            "caiff y lleill eu peri gan yr hyn a anfonir.",
        ),
        provoke_situation,
        {200: ProvokedBody},
        TRAINING_EXAMPLES["provoke_situation"],
        ("api.no_training", "api.training_situation"),
    ),
    ApiOperation(
        "list_training_emails",
        "GET",
        "/training/emails",
        "training",
        (),
        Text("List the county's e-mails", "Rhestru e-byst y sir"),
        Text(
            "The newest e-mails that a site with a mail server would have sent. None leaves the county.",
            "Yr e-byst diweddaraf y byddai gwefan â gweinydd post wedi'u hanfon. Nid oes yr un yn gadael y sir.",
        ),
        list_training_emails,
        {200: TrainingEmailsBody},
        TRAINING_EXAMPLES["list_training_emails"],
        ("api.no_training",),
    ),
    ApiOperation(
        "reset_training",
        "POST",
        "/training/reset",
        "training",
        (),
        Text("Begin anew", "Dechrau o'r newydd"),
        Text(
            "The county is as on its first day; the keys stay, and the clock is the real one again. The night does the same.",
            "Mae'r sir fel ar ei diwrnod cyntaf; mae'r allweddi'n aros, a'r cloc yw'r un go iawn eto. Mae'r nos yn "
            "gwneud yr un "
            "peth.",
        ),
        reset_training,
        {204: None},
        TRAINING_EXAMPLES["reset_training"],
        ("api.no_training",),
    ),
)
