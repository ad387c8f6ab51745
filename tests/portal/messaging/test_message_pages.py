"""The pages of messages, as people use them: without scripts, and with what they get wrong."""

import re
from uuid import uuid4

import pytest

from handover.portal.establishments.models import Establishment
from handover.portal.messaging import templates, writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.models import AddressGroup, Delivery, Draft, SecureMessage, Template
from handover.portal.messaging.templates import Owner, TemplateContent
from handover.portal.messaging.words import Words
from handover.portal.notices.models import Notice
from tests.cast import make_person
from tests.moments import NOW

pytestmark = pytest.mark.django_db
WORDS = Words("About a pupil", "First line\n\n<script>alert(1)</script> & more")


def sent(by, *to, words=WORDS):
    return writing.send_draft(writing.begin_draft(by, NOW, words, map(box_of, to)), words, by, NOW)


def page_of(browser, address, **query):
    return browser.get(address, query).content.decode()


def begin(browser, template="blank"):
    return browser.post("/messages/new/", {"template": template}).url


def test_a_message_is_written_in_three_steps_and_arrives(cast, signed_in):
    office, school = signed_in(cast.efa), signed_in(cast.bryn)
    recipients = begin(office)
    office.post(recipients, {"do": "add", "schools": "4990"})
    office.post(recipients, {"do": "add", "authorities": "660LLLL", "types": "lea-user"})
    assert "Isle of Grug County Council – LEA User" in page_of(office, recipients)
    compose = recipients.removesuffix("recipients/")
    answer = office.post(compose, {"do": "send", "description": "Question", "text": "Is she with you?"}, follow=True)
    assert "The message is sent" in answer.content.decode()
    assert "Glan Wennol High School" in answer.content.decode()
    assert "New messages: 1" in page_of(school, "/")
    assert "Question" in page_of(school, "/messages/")
    assert "2 of 2" in page_of(office, "/messages/sent/")
    page_of(school, f"/messages/{Delivery.objects.get(establishment=cast.glan_high).reference}/")
    assert "New messages" not in page_of(school, "/")
    assert "1 of 2" in page_of(office, "/messages/sent/")
    assert Notice.objects.filter(kind="message_waiting").count() == 2


def test_a_school_of_another_authority_is_found_by_its_name(cast, signed_in):
    office = signed_in(cast.efa)
    office.post(begin(office), {"do": "add", "schools": "Grug Bay Primary School"})
    assert Draft.objects.get().recipients == ["6602991/school"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"do": "add", "schools": "Glan"}, "Say whether you mean this one by “Glan”."),
        ({"do": "add", "schools": "6819999"}, "We have no “6819999”."),
        ({"do": "add", "authorities": "681LLLL", "types": "lea-user"}, "That is you"),
        ({"do": "add", "authorities": "936LLLL", "types": "lea-user"}, "Nobody at Fernshire County Council"),
        ({"do": "add", "authorities": "681LLLL"}, "Tick which users of the authorities you mean."),
        ({"do": "add", "group": "nonsense"}, "Choose one of these."),
        ({"do": "go_on", "schools": ""}, "The message has no recipient. Add at least one."),
        ({"do": "add", "types": "lea-user"}, "Tick the authorities whose users you mean."),
    ],
)
def test_a_recipient_that_cannot_be_added_is_explained(cast, signed_in, given, told):
    office = signed_in(cast.efa)
    answer = office.post(begin(office), given)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Draft.objects.get().recipients == []


def test_a_recipient_can_be_taken_away_again(cast, signed_in):
    draft = writing.begin_draft(cast.efa, NOW, WORDS, [box_of(cast.bryn)])
    signed_in(cast.efa).post(f"/messages/drafts/{draft.reference}/recipients/", {"remove": "6814990/school"})
    assert Draft.objects.get().recipients == []


def test_who_goes_back_to_the_recipients_loses_nothing_that_was_written(cast, signed_in):
    office = signed_in(cast.efa)
    compose = begin(office).removesuffix("recipients/")
    office.post(compose, {"do": "recipients", "description": "Half", "text": "Half a text"})
    page = page_of(office, compose)
    assert 'value="Half"' in page
    assert "Half a text" in page


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_sent(cast, signed_in):
    office = signed_in(cast.efa)
    answer = office.post(
        begin(office).removesuffix("recipients/"), {"do": "send", "description": "", "text": "x" * 30000}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_description"' in page
    assert "30000 characters long; there is room for 20000" in page
    assert "no recipient" in page
    assert not SecureMessage.objects.exists()


def test_a_double_click_on_send_is_sent_once_and_says_so(cast, signed_in):
    office = signed_in(cast.efa)
    draft = writing.begin_draft(cast.efa, NOW, WORDS, [box_of(cast.bryn)])
    given = {"do": "send", "description": "a", "text": "b"}
    office.post(f"/messages/drafts/{draft.reference}/", given)
    again = office.post(f"/messages/drafts/{draft.reference}/", given, follow=True)
    assert "sent already" in again.content.decode()
    assert SecureMessage.objects.count() == 1


@pytest.mark.parametrize("page", ["", "print/"])
def test_markup_in_a_message_is_shown_and_never_run(cast, signed_in, page):
    sent(cast.efa, cast.bryn, words=Words("<b>About</b>", WORDS.text))
    shown = page_of(signed_in(cast.bryn), f"/messages/{Delivery.objects.get().reference}/{page}")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in shown
    assert "<b>About" not in shown


def test_a_message_can_be_answered_and_deleted(cast, signed_in):
    sent(cast.efa, cast.bryn)
    school, place = signed_in(cast.bryn), f"/messages/{Delivery.objects.get().reference}/"
    compose = school.post(f"{place}reply/").url
    assert "Caerwennol Council – LEA User" in page_of(school, compose)
    school.post(compose, {"do": "send", "description": "Reply", "text": "Yes."})
    assert "Yes." in page_of(signed_in(cast.efa), f"/messages/{Delivery.objects.get(source='6814990').reference}/")
    assert "cannot be brought back" in page_of(school, f"{place}delete/")
    assert school.post(f"{place}delete/").url == "/messages/"
    assert "There are no messages for you" in page_of(school, "/messages/")
    assert "gone already" in school.post(f"{place}delete/", follow=True).content.decode()


def test_a_template_of_everybody_begins_a_message_in_the_readers_language(cast, signed_in):
    template = Template.objects.get(name="CTF Request")
    begin(signed_in(cast.efa), str(template.reference))
    begin(signed_in(cast.ffion), str(template.reference))
    english, welsh = Draft.objects.order_by("pk")
    assert english.words.description == "To request a CTF for a pupil"
    assert welsh.words.description == "I ofyn am CTF disgybl"
    assert "Trosglwyddo Cyffredin" in welsh.words.text


def test_a_template_deleted_while_it_was_chosen_is_said_to_be_gone(cast, signed_in):
    answer = signed_in(cast.efa).post("/messages/new/", {"template": str(uuid4())})
    assert answer.status_code == 422
    assert "just been deleted" in answer.content.decode()


def test_a_template_deleted_while_its_message_is_written_changes_nothing(cast, signed_in):
    template = templates.save_template(
        Template(), TemplateContent("Mine", "About", "Words"), Owner.PERSON, cast.efa, NOW
    )
    office = signed_in(cast.efa)
    compose = begin(office, str(template.reference)).removesuffix("recipients/")
    office.post(f"/messages/templates/{template.reference}/delete/")
    assert "Words" in page_of(office, compose)


def test_a_template_is_written_copied_edited_and_deleted(cast, signed_in):
    office = signed_in(cast.efa)
    given = {"name": "Ours", "description": "About", "text": "Words", "owner": "place"}
    place = office.post("/messages/templates/new/", given).url
    assert "Everybody at my school or authority" in page_of(office, place)
    assert "Words" in page_of(office, f"/messages/templates/new/?copy={Template.objects.get(name='Ours').reference}")
    office.post(f"{place}edit/", given | {"text": "Other words"})
    colleague = signed_in(make_person("elin", "Elin Odli", "lea-user", cast.caerwennol))
    assert "Other words" in page_of(colleague, place)
    assert office.post(f"{place}delete/").url == "/messages/templates/"
    assert office.get(place).status_code == 404


def test_only_the_national_administrator_changes_what_is_for_everybody(cast, signed_in):
    template = Template.objects.get(name="All Welsh Authorities")
    place = f"/messages/templates/{template.reference}/"
    assert signed_in(cast.efa).get(f"{place}edit/").status_code == 403
    assert signed_in(cast.efa).post(f"{place}delete/").status_code == 403
    assert "Edit" in page_of(signed_in(cast.gwilym), place)
    assert "Edit" not in page_of(signed_in(cast.efa), place)
    owners = page_of(signed_in(cast.efa), "/messages/templates/new/")
    assert 'value="national"' not in owners
    given = {"name": "x", "text": "y", "owner": "national"}
    assert signed_in(cast.efa).post("/messages/templates/new/", given).status_code == 422


def test_a_group_is_made_shared_used_and_deleted(cast, signed_in):
    office = signed_in(cast.efa)
    place = office.post("/messages/groups/new/", {"name": "Feeder schools", "shared": "on"}).url
    for number in ("6814990", "6812990"):
        office.post(place, {"do": "add", "schools": number})
    colleague = signed_in(make_person("elin", "Elin Odli", "lea-user", cast.caerwennol))
    assert "Feeder schools" in page_of(colleague, "/messages/groups/")
    assert "Feeder schools" not in page_of(signed_in(cast.ffion), "/messages/groups/")
    recipients = begin(colleague)
    colleague.post(recipients, {"do": "add", "group": str(AddressGroup.objects.get().reference)})
    assert Draft.objects.get().recipients == ["6814990/school", "6812990/school"]
    assert colleague.post(f"{place}delete/").url == "/messages/groups/"
    assert not AddressGroup.objects.exists()


def test_an_empty_group_cannot_be_added(cast, signed_in):
    group = AddressGroup.objects.create(person=cast.efa, establishment=cast.caerwennol, name="Nobody")
    office = signed_in(cast.efa)
    answer = office.post(begin(office), {"do": "add", "group": str(group.reference)})
    assert "The group has nobody in it" in answer.content.decode()


def test_the_lists_say_until_when_a_message_is_kept(cast, signed_in):
    sent(cast.efa, cast.bryn)
    copy = Delivery.objects.get()
    Delivery.objects.filter(pk=copy.pk).update(sent_at="2099-01-01T12:00Z")
    assert "1 Feb 2099" in page_of(signed_in(cast.bryn), "/messages/").replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(
        r"Kept until.*?1 February 2099", page_of(signed_in(cast.efa), f"/messages/sent/{copy.message.reference}/"), re.S
    )


@pytest.mark.parametrize("sort", ["source", "-source", "sent_at", "read_at", "-read_at", "words; DROP TABLE", ""])
@pytest.mark.parametrize("address", ["/messages/", "/messages/sent/"])
def test_the_lists_sort_by_their_headings_and_shrug_at_others(cast, signed_in, address, sort):
    sent(cast.efa, cast.bryn)
    assert signed_in(cast.bryn).get(address, {"sort": sort}).status_code == 200


def test_what_nobody_has_read_stands_first_when_sorted_by_reading(cast, signed_in):
    browser = signed_in(cast.bryn)
    for description in ("read", "waiting", "also read"):
        sent(cast.efa, cast.bryn, words=Words(f"Message {description}", "Text"))
    for copy in Delivery.objects.all():
        if copy.message.words.description != "Message waiting":
            browser.get(f"/messages/{copy.reference}/")
    for sort, place in (("read_at", 0), ("-read_at", -1)):
        found = re.findall("Message (read|waiting|also read)", page_of(browser, "/messages/", sort=sort))
        assert found[place] == "waiting"
        assert set(found) == {"read", "waiting", "also read"}


@pytest.mark.parametrize(("who", "address"), [("bryn", "/messages/"), ("efa", "/messages/sent/")])
def test_a_list_asks_the_database_as_often_for_many_messages_as_for_one(
    cast, signed_in, django_assert_num_queries, django_assert_max_num_queries, who, address
):
    browser = signed_in(getattr(cast, who))
    first = sent(cast.efa, cast.bryn)
    browser.get(address)
    with django_assert_max_num_queries(14) as few:
        browser.get(address)
    asked = len(few)
    rows = [
        SecureMessage(source_establishment=cast.caerwennol, role="lea-user", sent_by=cast.efa, sent_at=NOW)
        for _ in range(3000)
    ]
    for row in rows:
        row.reference, row.wrapped_key, row.content = uuid4(), b"", b""
    made = SecureMessage.objects.bulk_create(rows)
    copy = first.deliveries.get()
    Delivery.objects.bulk_create(
        Delivery(message=row, establishment=copy.establishment, role=copy.role, source=copy.source, sent_at=NOW)
        for row in made
    )
    browser.get(address)  # notes when the person was last seen, if writing the rows took long
    with django_assert_num_queries(asked):
        page = browser.get(address).content.decode()
    assert "There are more than 999 messages" in page


def test_what_was_begun_stands_with_the_messages_until_it_is_sent_or_thrown_away(cast, signed_in):
    browser = signed_in(cast.efa)
    draft = writing.begin_draft(cast.efa, NOW, Words("Request for a CTF", "Please"), [box_of(cast.bryn)])
    assert "Begun, not sent (1)" in page_of(browser, "/messages/")
    listed = page_of(browser, "/messages/drafts/")
    assert "Request for a CTF" in listed
    assert "Glan Wennol High School" in listed
    assert "Request for a CTF" not in page_of(signed_in(cast.lowri), "/messages/drafts/")
    browser.post(f"/messages/drafts/{draft.reference}/drop/", follow=True)
    assert "You have not begun any message." in page_of(browser, "/messages/drafts/")


def test_ten_recipients_are_chosen_in_one_go_and_the_message_goes_on_from_there(cast, signed_in):
    schools = [
        Establishment.objects.create(
            number=f"681300{n}", la_number="681", kind="school", name=f"School {n}", email=f"s{n}@example.org"
        )
        for n in range(6)
    ]
    for n, school in enumerate(schools):
        make_person(f"head{n}", f"Head {n}", "school", school)
    office = signed_in(cast.efa)
    recipients = begin(office)
    shown = page_of(office, recipients)
    assert "School 5 (6813005)" in shown
    given = {
        "schools": "6813000 6813001, 6602991",
        "ours": [school.number for school in schools[2:]],
        "authorities": ["660LLLL"],
        "types": ["lea-user", "lea-lost-pupil-transfer"],
        "do": "go_on",
    }
    answer = office.post(recipients, given)
    assert answer.url == recipients.removesuffix("recipients/")
    assert Draft.objects.get().recipients == [
        *("6813000/school", "6813001/school", "6602991/school"),
        *("6813002/school", "6813003/school", "6813004/school", "6813005/school"),
        *("660LLLL/lea-user", "660LLLL/lea-lost-pupil-transfer"),
    ]
    assert office.post(recipients, {"do": "go_on"}).url == answer.url
