"""Somebody has got hold of the addresses of other people's messages, drafts, templates and groups, and tries them all."""

import pytest

from handover.portal.messaging import templates, writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.models import AddressGroup, Delivery, Draft, Template
from handover.portal.messaging.templates import Owner, TemplateContent
from handover.portal.messaging.words import Words
from tests.moments import NOW

pytestmark = pytest.mark.django_db
WORDS = Words("About a pupil", "Where is she?")

OTHERS = ("/messages/{copy}/", "/messages/{copy}/print/", "/messages/{copy}/delete/")
OTHERS += ("/messages/sent/{message}/", "/messages/sent/{message}/print/")
OTHERS += ("/messages/drafts/{draft}/", "/messages/drafts/{draft}/recipients/", "/messages/templates/{template}/")
OTHERS += ("/messages/templates/{template}/edit/", "/messages/groups/{group}/", "/messages/groups/{group}/delete/")


@pytest.mark.parametrize("address", OTHERS)
def test_nothing_of_others_can_be_reached_by_its_address(cast, signed_in, address):
    message = writing.send_draft(writing.begin_draft(cast.efa, NOW, WORDS, [box_of(cast.bryn)]), WORDS, cast.efa, NOW)
    draft = writing.begin_draft(cast.efa, NOW, WORDS)
    template = templates.save_template(Template(), TemplateContent("Mine", "", "Words"), Owner.PERSON, cast.efa, NOW)
    group = AddressGroup.objects.create(person=cast.efa, establishment=cast.caerwennol, name="Mine")
    place = address.format(
        copy=message.deliveries.get().reference,
        message=message.reference,
        draft=draft.reference,
        template=template.reference,
        group=group.reference,
    )
    for stranger in (cast.alis, cast.ffion, cast.gwilym):
        browser = signed_in(stranger)
        assert browser.get(place).status_code in {403, 404}
        assert browser.post(place).status_code in {302, 403, 404, 405}
    assert Delivery.objects.get().gone_at is None
    assert Delivery.objects.get().read_at is None
    assert Draft.objects.exists()
    assert AddressGroup.objects.exists()
