from tools import assets

STYLE = (
    '@charset "UTF-8";:root{--govuk-brand-colour:#1d70b8}.govuk-link{font-family:GDS Transport,arial,sans-serif}'
    "/*! Copyright (c) 2011 by Margaret Calvert & Henrik Kubel. All rights reserved. */"
    "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
    ".a{color:red}.govuk-footer__copyright-logo:before{background-image:url(/assets/images/govuk-crest.svg)}"
    "@media print{.b{color:blue}.c{mask-image:url(/assets/images/govuk-crest.svg)}}"
    "/*# sourceMappingURL=govuk-frontend.min.css.map */"
)


def test_the_governments_font_and_marks_stay_behind():
    left = assets.plain_style(STYLE)
    assert left == (
        '@charset "UTF-8";:root{--govuk-brand-colour:#1d70b8}.govuk-link{font-family:Arial,Helvetica,sans-serif}'
        ".a{color:red}@media print{.b{color:blue}}"
    )


def test_what_the_site_serves_names_none_of_them():
    for file in assets.TARGET.iterdir():
        assert assets.FORBIDDEN.search(file.read_text()) is None
    assert {file.suffix for file in assets.TARGET.iterdir()} == {".css", ".js"}
