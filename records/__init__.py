"""What any record may carry.

Every record that people talk about has an entry here under its own id (`anchors`, written by the database);
what hangs on records points to the entry. Rooms say their kinds of records in `records.py` (`kinds`).

Purpose: entries, human keys, comments, files, approvals, asks, watchers, saved views, custom fields, search.
Stands on: toolkit, tenancy, notifications.
Says: CommentAdded, CommentEdited, CommentWithdrawn, CommentRestored, Mentioned, FileAttached,
FileWithdrawn, FileRestored, VirusFound, ApprovalRequested, ApprovalStepOpened,
ApprovalStepTaken, ApprovalWaits, ApprovalGranted, ApprovalRefused, ApprovalDeferred, ApprovalWithdrawn,
ApprovalSuperseded, MatrixChanged, AskSent, AskAnswered, AskExpiring, AskWithdrawn.
Hears: nothing.

Offers to the rooms above, beside `selectors`, `services` and `events`: `anchors` (a model's records have
entries), `kinds` (what its kinds are called and where their pages are), `keys`, `needing` (what a room
tells of what waits for people), `filters` (what one may narrow a search by), `acts` (what a line of the
trail is called in a record's history), `letters` (to those who watch a record), `importing` (lists that
people bring in from spreadsheets), `approving` (which decisions are approved, of which records, and what
follows), `asking` (what can be answered to an ask, and what an answer does), `handing` (how bytes leave the
house).
"""
