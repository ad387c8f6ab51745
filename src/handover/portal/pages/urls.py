"""Where the pages are that everybody may read: home, help, the choice of language."""

from django.urls import path

from handover.portal.pages import help as manual
from handover.portal.pages import home, language

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", manual.contents, name="help"),
    path("help/<slug:slug>/", manual.topic, name="help_page"),
    path("language/", language.choose_language, name="language"),
    path("healthz", home.alive, name="healthz"),
]
