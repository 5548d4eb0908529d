"""Letters of this room."""

from records.notices import approvals, comments, files

__all__ = ["approvals", "comments", "files"]
