"""Templates of messages and address groups: whose they are, who may use and change them, and what they may say."""

import pytest

from handover.portal.audit.models import Entry
from handover.portal.messaging import groups, templates
from handover.portal.messaging.faults import MessagingRefused
from handover.portal.messaging.models import AddressGroup, Template
from handover.portal.messaging.templates import Owner, TemplateContent
from tests.cast import make_person
from tests.moments import NOW

pytestmark = pytest.mark.django_db
CONTENT = TemplateContent("A name", "A description", "A text")


def saved(whose: Owner, by, content: TemplateContent = CONTENT) -> Template:
    return templates.save_template(Template(), content, whose, by, NOW)


def problems(**fields: str) -> dict[str, str]:
    content = TemplateContent(**({"name": "n", "description": "d", "text": "t"} | fields))
    return {field: problem.code for field, problem in templates.check_template(content).items()}


def test_a_template_is_there_for_its_person_its_workplace_or_everybody(cast):
    Template.objects.all().delete()
    colleague = make_person("bethan", "Bethan Odli", "school", cast.glan_high)
    own, place = saved(Owner.PERSON, cast.bryn), saved(Owner.PLACE, cast.bryn)
    national, administrators = saved(Owner.NATIONAL, cast.gwilym), saved(Owner.PERSON, cast.gwilym)
    assert set(templates.list_templates(cast.bryn)) == {own, place, national}
    assert set(templates.list_templates(colleague)) == {place, national}
    assert set(templates.list_templates(cast.alis)) == {national}
    assert set(templates.list_templates(cast.gwilym)) == {national, administrators}
    assert templates.find_template(own.reference, colleague) is None
    assert templates.find_template(place.reference, colleague) == place
    whose = [templates.owner(each) for each in (own, place, national)]
    assert whose == [Owner.PERSON, Owner.PLACE, Owner.NATIONAL]
    assert [templates.may_edit_template(each, cast.bryn) for each in (own, place, national)] == [True, True, False]
    assert [templates.may_edit_template(each, cast.gwilym) for each in (place, national)] == [False, True]
    entry = Entry.objects.filter(action="template.saved").order_by("sequence").first()
    assert (entry.subject, entry.facts) == (str(own.reference), {"for": "person"})


def test_a_template_may_be_so_long_and_must_have_a_name_and_a_text(settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_MESSAGE_CHARACTERS": 9})
    assert problems(name="n" * 60, description="d" * 120, text="t" * 9) == {}
    assert problems(name_cy="n" * 60, description_cy="d" * 120, text_cy="t" * 9) == {}
    assert problems(description="") == {}
    assert problems(name="", text="") == {"name": "message.no_name", "text": "message.no_text"}
    for field, most in (("name", 60), ("description", 120), ("text", 9)):
        for language in ("", "_cy"):
            assert problems(**{field + language: "x" * (most + 1)}) == {field + language: "message.too_long"}


def test_a_template_that_is_no_good_is_not_saved(cast):
    before = Template.objects.count()
    with pytest.raises(MessagingRefused):
        saved(Owner.PERSON, cast.bryn, TemplateContent("\x00 ", "d", "t"))
    assert Template.objects.count() == before


def test_a_template_speaks_english_where_it_has_no_welsh():
    template = Template(name="A name", text="A text", text_cy="Testun")
    assert (template.said("name", "cy"), template.said("text", "cy"), template.said("text", "en")) == (
        "A name",
        "Testun",
        "A text",
    )


def group(by, *, shared: bool, name: str = "Heads") -> AddressGroup:
    fresh = AddressGroup(person=by, establishment=by.establishment)
    return groups.save_group(fresh, name, by, NOW, shared=shared)


def test_a_group_is_ones_own_or_shared_at_ones_workplace(cast):
    colleague = make_person("bethan", "Bethan Odli", "school", cast.glan_high)
    own, shared = group(cast.bryn, shared=False), group(cast.bryn, shared=True)
    assert set(groups.list_groups(cast.bryn)) == {own, shared}
    assert set(groups.list_groups(colleague)) == {shared}
    assert not groups.list_groups(cast.alis).exists()
    assert (groups.find_group(own.reference, colleague), groups.find_group(shared.reference, colleague)) == (
        None,
        shared,
    )
    groups.delete_group(own, cast.bryn, NOW)
    groups.delete_group(own, cast.bryn, NOW)
    assert set(groups.list_groups(cast.bryn)) == {shared}
    assert Entry.objects.filter(action="group.deleted").count() == 1


def test_a_group_has_a_name_of_sixty_characters_at_most(cast):
    assert group(cast.bryn, shared=False, name=" All \t the  heads\x00 ").name == "All the heads"
    assert group(cast.bryn, shared=False, name="n" * 60).name == "n" * 60
    for name, code in (("n" * 61, "message.too_long"), (" ", "message.no_name")):
        with pytest.raises(MessagingRefused) as caught:
            group(cast.bryn, shared=False, name=name)
        assert caught.value.problems["name"].code == code
