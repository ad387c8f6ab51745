"""The addresses of the manual and of the choice of language."""

from django.urls import path

from handover.portal.web import help as manual
from handover.portal.web import language

urlpatterns = [
    path("help/", manual.show_help_contents, name="help"),
    path("help/<slug:slug>/", manual.topic, name="help_page"),
    path("language/", language.choose_language, name="language"),
]
