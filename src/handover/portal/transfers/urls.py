"""The addresses of sending and collecting, and of an authority's look at the files of its schools."""

from django.urls import path

from handover.portal.transfers.views import answering, collect, files, naming, reading, send, several
from handover.portal.transfers.views.monitoring import lists, search, watched
from handover.portal.transfers.views.monitoring import several as watched_several

urlpatterns = [
    path("send/", send.send_files, name="send"),
    path("send/name/", naming.name_file, name="name-file"),
    path("send/questions/", answering.show_questions, name="questions"),
    path("send/answers/", answering.answer_questions, name="answers"),
    path("send/<uuid:reference>/answer/", answering.answer_question, name="answer"),
    path("sent/", collect.show_sent_files, name="sent"),
    path("sent/several/", several.several_sent, name="several-sent"),
    path("collect/", collect.show_collect, name="collect"),
    path("collect/several/", several.several_to_collect, name="several-to-collect"),
    path("collect/<uuid:reference>/", collect.collection, name="collection"),
    path("collect/<uuid:reference>/download/", collect.download_collection, name="download"),
    path("collect/<uuid:reference>/arrived/", collect.answer_arrival, name="arrived"),
    path("collected/", collect.show_collected, name="collected"),
    path("files/<uuid:reference>/", files.show_file, name="file"),
    path("files/<uuid:reference>/content/", files.show_content, name="content"),
    path("files/<uuid:reference>/content/take-along/", reading.take_along, name="take-along"),
    path("files/<uuid:reference>/reject/", files.reject, name="reject"),
    path("files/<uuid:reference>/recall/", files.recall, name="recall"),
    path("files/<uuid:reference>/closes/", answering.closes, name="closes"),
    path("files/<uuid:reference>/send-on/", files.send_on_view, name="send-on"),
    path("monitoring/", lists.show_watch, name="monitoring"),
    path("monitoring/ours/", lists.ours, name="monitoring-ours"),
    path("monitoring/several/", watched_several.watched_several, name="monitoring-several"),
    path("monitoring/search/", search.watched_search, name="monitoring-search"),
    path("monitoring/<uuid:reference>/", watched.show_watched, name="watched"),
    path("monitoring/<uuid:reference>/pupils/", watched.watched_pupils, name="watched-pupils"),
    path("monitoring/<uuid:reference>/remove/", watched.watched_remove, name="watched-remove"),
    path("monitoring/<uuid:reference>/send-on/", watched.watched_forward, name="watched-forward"),
]
