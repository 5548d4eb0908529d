"""Facts of this room that other systems may hear of; those about records of no project stay in the house."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.changes import About, keep, offer
from records import events
from records.selectors import comment_by_id, entry_by_id
from tenancy.actors import system
from tenancy.selectors import organization_ref

OF_COMMENTS = {
    events.CommentAdded: _("Comment added"),
    events.CommentEdited: _("Comment edited"),
    events.CommentWithdrawn: _("Comment deleted"),
    events.CommentRestored: _("Comment restored"),
}


def comment(event: events.CommentEvent) -> About | None:
    """The comment, deleted or not."""
    found = comment_by_id(actor=system("points at a comment"), comment_id=event.comment_id)
    if found is None or event.project_id is None:
        return None
    slug = organization_ref(organization_id=event.organization_id).slug
    address = {"org": slug, "entry": event.entry_id, "comment": event.comment_id}
    key = f"{found.entry.key}#{found.number}"
    return About(event.comment_id, key, reverse("api_records_comment", kwargs=address))


for _event, _label in OF_COMMENTS.items():
    offer(_event, _label, policy="records.view_comment_facts", about=comment)
keep(events.Mentioned, "whom a comment names is read in the comment")


OF_APPROVALS = {
    events.ApprovalRequested: _("Approval asked for"),
    events.ApprovalStepTaken: _("Approved by one of several"),
    events.ApprovalGranted: _("Approved"),
    events.ApprovalRefused: _("Refused"),
    events.ApprovalDeferred: _("Deferred"),
    events.ApprovalWithdrawn: _("Request for approval withdrawn"),
    events.ApprovalSuperseded: _("Request for approval superseded"),
}
OF_ASKS = {
    events.AskSent: _("Question sent"),
    events.AskAnswered: _("Question answered"),
    events.AskWithdrawn: _("Question withdrawn"),
}


def approval(event: events.ApprovalEvent) -> About | None:
    """The request, whatever its state."""
    return asked(event, event.approval_id, "api_records_approval", "approval")


def ask(event: events.AskEvent) -> About | None:
    """The question, answered or not."""
    return asked(event, event.ask_id, "api_records_ask", "ask")


def asked(event: events.ApprovalEvent | events.AskEvent, pk: UUID, route: str, name: str) -> About | None:
    """What was asked about a record of a project, by the record's key."""
    if event.project_id is None:
        return None
    entry = entry_by_id(actor=system("points at what was asked"), entry_id=event.entry_id)
    slug = organization_ref(organization_id=event.organization_id).slug
    return About(pk, entry.key, reverse(route, kwargs={"org": slug, "entry": event.entry_id, name: pk}))


for _approval, _label in OF_APPROVALS.items():
    offer(_approval, _label, policy="records.view_approval_facts", about=approval)
for _ask, _label in OF_ASKS.items():
    offer(_ask, _label, policy="records.view_approval_facts", about=ask)
keep(events.ApprovalStepOpened, "whom it waits for is told by letter")
keep(events.ApprovalWaits, "whom it waits for is told by letter")
keep(events.AskExpiring, "whoever was asked is told by letter")
keep(events.MatrixChanged, "who decides is a matter of the house")


OF_FILES = {
    events.FileAttached: _("File attached"),
    events.FileWithdrawn: _("File withdrawn"),
    events.FileRestored: _("File restored"),
}


def file(event: events.FileEvent) -> About | None:
    """The file, withdrawn or not."""
    if event.project_id is None:
        return None
    found = entry_by_id(actor=system("points at a file"), entry_id=event.entry_id)
    slug = organization_ref(organization_id=event.organization_id).slug
    address = {"org": slug, "entry": event.entry_id, "file": event.file_id}
    return About(event.file_id, found.key, reverse("api_records_file", kwargs=address))


for _file, _label in OF_FILES.items():
    offer(_file, _label, policy="records.view_file_facts", about=file)
keep(events.VirusFound, "an alarm of the house; nothing of the file is there to be read")
