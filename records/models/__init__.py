"""Tables of this room."""

from records.models.approvals import Approval, ApprovalBand, ApprovalMatrix, ApprovalStep, Manner
from records.models.asks import Ask
from records.models.comments import Comment, Mention
from records.models.entries import Carried, Entry
from records.models.fields import CustomField, CustomValues
from records.models.files import FileAttachment, FileUsage
from records.models.saved import FirstView, SavedView, SentForm
from records.models.watchers import Watch

__all__ = [
    "Approval",
    "ApprovalBand",
    "ApprovalMatrix",
    "ApprovalStep",
    "Ask",
    "Carried",
    "Comment",
    "CustomField",
    "CustomValues",
    "Entry",
    "FileAttachment",
    "FileUsage",
    "FirstView",
    "Manner",
    "Mention",
    "SavedView",
    "SentForm",
    "Watch",
]
