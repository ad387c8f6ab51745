"""The addresses of zones."""

from django.urls import path

import handover.portal.zones.views.names  # noqa: F401  # what `<name:…>` in an address means
from handover.portal.zones.views import agents, letters, log, messages, overview, requests, rights, rules, zones

urlpatterns = [
    path("zones/", zones.zones, name="zones"),
    path("new-zone/", zones.new_zone, name="new-zone"),
    path("zones/<name:zone>/", overview.show_zone, name="zone"),
    path("zones/<name:zone>/who-does-what/", overview.who_does_what, name="who-does-what"),
    path("zones/<name:zone>/rules/", rules.edit_zone_rules, name="zone-rules"),
    path("zones/<name:zone>/messages/", log.show_log, name="messages"),
    path("zones/<name:zone>/messages/<int:number>/", messages.show_message, name="message"),
    path("zones/<name:zone>/messages/<int:number>/content/", messages.open_content, name="message-content"),
    path("zones/<name:zone>/requests/", requests.requests, name="open-requests"),
    path("zones/<name:zone>/requests/remove/", requests.remove_zone_request, name="remove-request"),
    path("zones/<name:zone>/dead-letters/", letters.letters, name="dead-letters"),
    path("zones/<name:zone>/dead-letters/<int:number>/requeue/", letters.requeue, name="requeue-letter"),
    path("zones/<name:zone>/dead-letters/<int:number>/discard/", letters.discard, name="discard-letter"),
    path("zones/<name:zone>/new-agent/", agents.new_agent, name="new-agent"),
    path("zones/<name:zone>/agents/<name:agent>/", agents.show_agent, name="agent"),
    path("zones/<name:zone>/agents/<name:agent>/rights/", rights.edit_rights, name="agent-rights"),
    path("zones/<name:zone>/agents/<name:agent>/certificate/", agents.certificate, name="agent-certificate"),
    path("zones/<name:zone>/agents/<name:agent>/key/", agents.give_key, name="agent-key"),
    path("zones/<name:zone>/agents/<name:agent>/key/withdraw/", agents.take_key_away, name="withdraw-key"),
    path("zones/<name:zone>/agents/<name:agent>/wake/", agents.wake, name="wake-agent"),
    path("zones/<name:zone>/agents/<name:agent>/release/", agents.end_agent_blocking, name="release-agent"),
    path(
        "zones/<name:zone>/agents/<name:agent>/set-aside/<int:number>/",
        agents.set_agent_message_aside,
        name="set-aside-message",
    ),
    path("zones/<name:zone>/agents/<name:agent>/allow/", agents.let_agent_in, name="allow-agent"),
    path("zones/<name:zone>/agents/<name:agent>/close/", agents.close_to_agent, name="close-agent"),
    path("zones/<name:zone>/agents/<name:agent>/forget/", agents.forget_zone_agent, name="forget-agent"),
]
