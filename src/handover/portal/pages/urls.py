"""Where the pages are that belong to no one task: home, help, the choice of language, the register of schools."""

from django.urls import path

from handover.portal.pages import establishments, home, language
from handover.portal.pages import help as manual

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", manual.contents, name="help"),
    path("help/<slug:slug>/", manual.topic, name="help_page"),
    path("establishments/", establishments.establishments, name="establishments"),
    path("language/", language.choose_language, name="language"),
]
