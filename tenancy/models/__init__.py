"""Tables of the tenancy room."""

from tenancy.models.log import AuditLine, Event, Handled, JobRun
from tenancy.models.people import ApiToken, Client, Membership, Organization, Person, Role, User

__all__ = [
    "ApiToken",
    "AuditLine",
    "Client",
    "Event",
    "Handled",
    "JobRun",
    "Membership",
    "Organization",
    "Person",
    "Role",
    "User",
]
