"""The API's bases. Authentication and codec come first: the framework looks them up here while it loads."""

from toolkit.api.authentication import ActorAuthentication
from toolkit.api.codec import OrjsonParser, OrjsonRenderer
from toolkit.api.endpoints import ActionEndpoint, Endpoint, ListEndpoint, RecordEndpoint
from toolkit.api.problems import PreconditionMissing, problem
from toolkit.api.rows import Field

__all__ = [
    "ActionEndpoint",
    "ActorAuthentication",
    "Endpoint",
    "Field",
    "ListEndpoint",
    "OrjsonParser",
    "OrjsonRenderer",
    "PreconditionMissing",
    "RecordEndpoint",
    "problem",
]
