"""Endpoints of watchers."""

from rest_framework import serializers

from records import selectors
from records import services as verbs
from records.models import Watch
from records.views.base import OfRecord
from toolkit.api import ActionEndpoint, Field, ListEndpoint

WATCHER = (
    Field("person_id", "uuid", required=True),
    Field("name", source="person__name", required=True),
    Field("why", required=True, choices=Watch.Why.choices),
    Field("since", "datetime", required=True),
)


class WatchInput(serializers.Serializer):
    """Nothing: one watches for oneself."""


class WatchersEndpoint(OfRecord, ListEndpoint):
    """Who hears of a record; POST makes the caller a watcher."""

    policies = {"get": "records.view_watchers", "post": "records.watch_record"}
    selector = selectors.watchers
    row = WATCHER
    orders = {"since": ("since",)}
    forms, services = {"post": WatchInput}, {"post": verbs.watch_record}


class LeaveRecord(OfRecord, ActionEndpoint):
    """The caller hears of the record no longer."""

    policies = {"post": "records.watch_record"}
    services = {"post": verbs.leave_record}
    versioned = False
