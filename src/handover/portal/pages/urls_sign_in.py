"""Where the pages of this part are."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
