"""The addresses of webhooks."""

from django.urls import path

from handover.portal.webhooks.views import acting, endpoints

urlpatterns = [
    path("webhooks/", endpoints.show_webhooks, name="webhooks"),
    path("webhooks/new/", endpoints.show_new_webhook, name="new-webhook"),
    path("webhooks/<uuid:reference>/", endpoints.show_webhook, name="webhook"),
    path("webhooks/<uuid:reference>/secret/", acting.show_secret_replacement, name="replace-webhook-secret"),
    path("webhooks/<uuid:reference>/events/", acting.show_events_change, name="change-webhook-events"),
    path("webhooks/<uuid:reference>/pause/", acting.pause_webhook, name="pause-webhook"),
    path("webhooks/<uuid:reference>/resume/", acting.resume_webhook, name="resume-webhook"),
    path("webhooks/<uuid:reference>/test/", acting.send_test_webhook, name="test-webhook"),
    path("webhooks/<uuid:reference>/again/", acting.send_all_again, name="send-webhooks-again"),
    path("webhooks/<uuid:reference>/again/<uuid:delivery>/", acting.send_one_again, name="send-webhook-again"),
    path("webhooks/<uuid:reference>/delete/", acting.show_webhook_deletion, name="delete-webhook"),
]
