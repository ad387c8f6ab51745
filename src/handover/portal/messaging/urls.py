"""The addresses of secure messages."""

from django.urls import path

from handover.portal.messaging.views import groups, inbox, texts, writing

urlpatterns = [
    path("messages/", inbox.show_inbox, name="inbox"),
    path("messages/new/", writing.new_message, name="new-message"),
    path("messages/sent/", inbox.show_sent_messages, name="sent-messages"),
    path("messages/sent/<uuid:reference>/", inbox.sent_message, name="sent-message"),
    path("messages/sent/<uuid:reference>/print/", inbox.sent_printed, name="print-sent"),
    path("messages/drafts/", writing.show_drafts, name="drafts"),
    path("messages/drafts/<uuid:reference>/", writing.compose, name="compose"),
    path("messages/drafts/<uuid:reference>/recipients/", writing.recipients, name="recipients"),
    path("messages/drafts/<uuid:reference>/drop/", writing.drop, name="drop-draft"),
    path("messages/templates/", texts.show_templates, name="templates"),
    path("messages/templates/new/", texts.new_template, name="new-template"),
    path("messages/templates/<uuid:reference>/", texts.template, name="template"),
    path("messages/templates/<uuid:reference>/edit/", texts.edit, name="edit-template"),
    path("messages/templates/<uuid:reference>/delete/", texts.delete_template_view, name="delete-template"),
    path("messages/groups/", groups.show_groups, name="groups"),
    path("messages/groups/new/", groups.new_group, name="new-group"),
    path("messages/groups/<uuid:reference>/", groups.show_group, name="group"),
    path("messages/groups/<uuid:reference>/delete/", groups.delete_group_view, name="delete-group"),
    path("messages/<uuid:reference>/", inbox.show_received_message, name="received"),
    path("messages/<uuid:reference>/print/", inbox.printed, name="print-message"),
    path("messages/<uuid:reference>/reply/", writing.reply, name="reply"),
    path("messages/<uuid:reference>/delete/", inbox.delete_message_view, name="delete-message"),
]
