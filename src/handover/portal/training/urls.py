"""The address of the page on which anybody gets training keys."""

from django.urls import path

from handover.portal.training.views import keys

urlpatterns = [path("training/", keys.show_training_page, name="training")]
