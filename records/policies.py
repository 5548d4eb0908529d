"""Who may do what with that which hangs on records, at most.

The record's own policies decide on top of these (`selectors.carrier`): whoever may not read a record reads
nothing that hangs on it. A client's people read what is shared in the portal, and answer asks.
"""

from django.utils.translation import gettext_lazy as _

from records.asking import ASKED
from tenancy.rules import allow, grant, register

OWN_PEOPLE = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU")
DOERS = OWN_PEOPLE - {"AU"}
READERS = OWN_PEOPLE | {"platform"}

POLICIES = register(
    "records",
    {
        "view_record": grant(_("Open a record by its identifier"), READERS, fixed=True),
        "view_comments": grant(_("Read comments"), READERS),
        "add_comment": grant(_("Comment on records"), DOERS),
        "view_watchers": grant(_("See who watches a record"), READERS),
        "watch_record": grant(_("Watch records"), OWN_PEOPLE, fixed=True),
        "view_history": grant(_("See the history of records"), READERS),
        "view_files": grant(_("See and download files"), READERS),
        "attach_file": grant(_("Attach files to records"), DOERS),
        "keep_files": allow(),  # the house itself: what was withdrawn long ago, and what belongs to nothing
        "view_views": grant(_("See saved views of lists"), OWN_PEOPLE, fixed=True),
        "save_view": grant(_("Save views of lists"), OWN_PEOPLE, fixed=True),
        "share_view": grant(_("Offer a view of a list to everybody"), allow("TA", "DH", "PM")),
        "edit_view": grant(_("Rename and delete saved views"), allow("TA", "DH"), own=OWN_PEOPLE),
        "export_list": grant(_("Take long lists as files"), OWN_PEOPLE),
        "view_fields": grant(_("See which fields the organization added"), OWN_PEOPLE),
        "write_fields": grant(_("Fill in the fields that the organization added"), DOERS),
        "set_fields": grant(_("Add and change fields of records"), allow("TA")),
        "view_search": grant(_("Search"), OWN_PEOPLE),
        "index_entries": allow(),
        "view_withdrawn": grant(_("See what was withdrawn"), OWN_PEOPLE),
        "restore_record": grant(_("Restore what was withdrawn"), DOERS),
        "view_approvals": grant(_("See approvals"), READERS),
        "request_approval": grant(_("Ask for approval"), DOERS),
        "decide_approval": grant(_("Decide on approvals"), DOERS),
        "hand_approval": grant(_("Hand one’s own decision to somebody else"), DOERS),
        "withdraw_approval": grant(_("Withdraw a request for approval"), DOERS),
        "view_matrix": grant(_("See who decides on what"), allow("TA", "DH", "AU", "platform")),
        "change_matrix": grant(_("Change who decides on what"), allow("TA")),
        "keep_approvals": allow(),  # the house itself: reminders, requests that were overtaken
        "view_asks": grant(_("See questions to named people"), READERS),
        "send_ask": grant(_("Ask a named person"), DOERS),
        "resend_ask": grant(_("Send a question again"), DOERS),
        "withdraw_ask": grant(_("Take a question back"), DOERS),
        "answer_ask": grant(_("Answer a question put to oneself"), allow(), own=allow(ASKED), fixed=True),
        "keep_asks": allow(),  # the house itself: warnings of the last day
    },
    project=False,
)
POLICIES |= register(
    "records",
    {
        "share_comment": grant(_("Share comments with the client"), allow("PM", "TL")),
        "view_comment_facts": grant(
            _("Hear of comments by webhook and feed"), allow("DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU")
        ),
        "view_approval_facts": grant(
            _("Hear of approvals and questions by webhook and feed"),
            allow("DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU"),
        ),
        "edit_comment": grant(_("Edit one’s own comments"), allow(), own=DOERS),
        "withdraw_comment": grant(_("Delete and restore comments"), allow("DH", "PM"), own=DOERS),
        "view_file_facts": grant(
            _("Hear of files by webhook and feed"), allow("DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU")
        ),
        "share_file": grant(_("Share files with the client"), allow("PM", "TL")),
        "withdraw_file": grant(_("Withdraw and restore files"), allow("DH", "PM"), own=DOERS),
    },
)
