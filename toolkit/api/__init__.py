"""The API's bases. Authentication and codec come first: the framework looks them up here while it loads."""

from toolkit.api.authentication import ActorAuthentication
from toolkit.api.codec import OrjsonParser, OrjsonRenderer
from toolkit.api.endpoints import ActionEndpoint, Endpoint, ListEndpoint, RecordEndpoint
from toolkit.api.expansions import Expansion
from toolkit.api.many import BulkEndpoint, RowsEndpoint
from toolkit.api.problems import PreconditionMissing, problem
from toolkit.api.rows import Field

__all__ = [
    "ActionEndpoint",
    "ActorAuthentication",
    "BulkEndpoint",
    "Endpoint",
    "Expansion",
    "Field",
    "ListEndpoint",
    "OrjsonParser",
    "OrjsonRenderer",
    "PreconditionMissing",
    "RecordEndpoint",
    "RowsEndpoint",
    "problem",
]
