"""The Jinja environment of the screens: our templates, the design system's components, both languages."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from handover.portal.web import addresses, charts, wording
from handover.portal.web.day_field import split_day


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a named page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: object) -> Environment:
    """Make the environment that Django's Jinja2 backend asks for."""
    ours = options.pop("loader")
    options.pop("autoescape", None)
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    env = Environment(
        **options,  # type: ignore[arg-type]
        autoescape=True,
        loader=ChoiceLoader([ours, components]),  # type: ignore[list-item]
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(url=url, static=static, with_query=addresses.with_query, language=wording.language)
    env.filters.update(
        date=wording.date,
        short_date=wording.short_date,
        datetime=wording.date_and_time,
        moment=wording.short_moment,
        duration=wording.duration,
        month=wording.month,
        breakable=wording.breakable,
        code_marks=wording.show_code_marks,
        day_parts=split_day,
        axis=charts.choose_axis,
        folded=charts.fold_empty_rows,
        filesize=wording.file_size,
        number=wording.format_number,
        counted=wording.say_count,
        say=wording.say_text,
    )
    return env
