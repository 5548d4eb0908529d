"""Who may do what with people, tokens and the trail."""

from tenancy.rules import allow, register

EVERYBODY = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU")

POLICIES = register(
    "tenancy",
    {
        "view_tokens": EVERYBODY,
        "issue_token": EVERYBODY - {"AU"},
        "revoke_token": EVERYBODY,
        "add_person": allow("TA", "platform"),
        "add_member": allow("TA", "platform"),
        "add_client": allow("TA", "DH", "platform"),
        "enter_organization": allow("platform"),
        "replay_event": allow("platform"),
    },
    project=False,
)
