"""The addresses of secure messages."""

from django.urls import path

from handover.portal.messaging.views import groups, inbox, texts, writing

urlpatterns = [
    path("messages/", inbox.inbox, name="inbox"),
    path("messages/new/", writing.new, name="new-message"),
    path("messages/sent/", inbox.sent, name="sent-messages"),
    path("messages/sent/<uuid:reference>/", inbox.sent_message, name="sent-message"),
    path("messages/sent/<uuid:reference>/print/", inbox.sent_printed, name="print-sent"),
    path("messages/drafts/<uuid:reference>/", writing.compose, name="compose"),
    path("messages/drafts/<uuid:reference>/recipients/", writing.recipients, name="recipients"),
    path("messages/drafts/<uuid:reference>/drop/", writing.drop, name="drop-draft"),
    path("messages/templates/", texts.listed, name="templates"),
    path("messages/templates/new/", texts.new, name="new-template"),
    path("messages/templates/<uuid:reference>/", texts.template, name="template"),
    path("messages/templates/<uuid:reference>/edit/", texts.edit, name="edit-template"),
    path("messages/templates/<uuid:reference>/delete/", texts.delete, name="delete-template"),
    path("messages/groups/", groups.listed, name="groups"),
    path("messages/groups/new/", groups.new, name="new-group"),
    path("messages/groups/<uuid:reference>/", groups.group, name="group"),
    path("messages/groups/<uuid:reference>/delete/", groups.delete, name="delete-group"),
    path("messages/<uuid:reference>/", inbox.message, name="received"),
    path("messages/<uuid:reference>/print/", inbox.printed, name="print-message"),
    path("messages/<uuid:reference>/reply/", writing.reply, name="reply"),
    path("messages/<uuid:reference>/delete/", inbox.delete, name="delete-message"),
]
