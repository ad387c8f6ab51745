"""The addresses of zones."""

from django.urls import path, register_converter

from handover.portal.zones.views import agents, letters, log, messages, overview, requests, rights, rules, zones
from handover.portal.zones.views.names import AgentName

register_converter(AgentName, "name")

urlpatterns = [
    path("zones/", zones.zones, name="zones"),
    path("new-zone/", zones.new_zone, name="new-zone"),
    path("zones/<name:zone>/", overview.zone, name="zone"),
    path("zones/<name:zone>/who-does-what/", overview.who_does_what, name="who-does-what"),
    path("zones/<name:zone>/rules/", rules.rules, name="zone-rules"),
    path("zones/<name:zone>/messages/", log.messages, name="messages"),
    path("zones/<name:zone>/messages/<int:number>/", messages.message, name="message"),
    path("zones/<name:zone>/messages/<int:number>/content/", messages.content, name="message-content"),
    path("zones/<name:zone>/requests/", requests.requests, name="open-requests"),
    path("zones/<name:zone>/requests/remove/", requests.remove, name="remove-request"),
    path("zones/<name:zone>/dead-letters/", letters.letters, name="dead-letters"),
    path("zones/<name:zone>/dead-letters/<int:number>/requeue/", letters.requeue, name="requeue-letter"),
    path("zones/<name:zone>/dead-letters/<int:number>/discard/", letters.discard, name="discard-letter"),
    path("zones/<name:zone>/new-agent/", agents.new_agent, name="new-agent"),
    path("zones/<name:zone>/agents/<name:agent>/", agents.agent, name="agent"),
    path("zones/<name:zone>/agents/<name:agent>/rights/", rights.rights, name="agent-rights"),
    path("zones/<name:zone>/agents/<name:agent>/certificate/", agents.certificate, name="agent-certificate"),
    path("zones/<name:zone>/agents/<name:agent>/key/", agents.key, name="agent-key"),
    path("zones/<name:zone>/agents/<name:agent>/key/withdraw/", agents.withdraw_key, name="withdraw-key"),
    path("zones/<name:zone>/agents/<name:agent>/wake/", agents.wake, name="wake-agent"),
    path("zones/<name:zone>/agents/<name:agent>/release/", agents.release, name="release-agent"),
    path("zones/<name:zone>/agents/<name:agent>/set-aside/<int:number>/", agents.set_aside, name="set-aside-message"),
    path("zones/<name:zone>/agents/<name:agent>/allow/", agents.allow, name="allow-agent"),
    path("zones/<name:zone>/agents/<name:agent>/close/", agents.close, name="close-agent"),
    path("zones/<name:zone>/agents/<name:agent>/forget/", agents.forget, name="forget-agent"),
]
