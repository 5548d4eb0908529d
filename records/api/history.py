"""Endpoint of a record's history."""

from records import selectors
from records.views.base import OfRecord
from toolkit.api import Field, ListEndpoint

HISTORY = (
    Field("id", "uuid", required=True),
    Field("at", "datetime", required=True),
    Field("actor_person", "uuid"),
    Field("actor_name", required=True),
    Field("via", required=True),
    Field("action", required=True),
    Field("subject_type", required=True),
    Field("subject_id", "uuid", required=True),
    Field("before", "object", source="told_before"),
    Field("after", "object", source="told_after"),
)


class HistoryEndpoint(OfRecord, ListEndpoint):
    """The trail of a record and of what hangs on it, newest first; what comments say is left out."""

    policies = {"get": "records.view_history"}
    selector = selectors.told_history
    row = HISTORY
    orders = {"-id": ("-id",)}
