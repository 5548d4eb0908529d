"""What the world says about its records."""

from typing import Any

from records import services as records
from records.selectors import carrier
from tenancy.scope import tenant_tx
from toolkit.markdown import mention


def add_talk(ada: Any, rows: dict[str, Any], marks: Any) -> dict[str, Any]:
    """What Ada said on a row, what she deleted again, and what the client of a shared row reads."""

    def say(name: str, text: str, **more: Any) -> Any:
        with tenant_tx(ada.organization.id):
            found = carrier(actor=ada, entry_id=rows[name].pk)
            return records.add_comment(actor=ada, carrier=found, text=text, **more)

    said = say("task", f"{marks.internal} {mention('Ada', ada.person_id)}")
    gone = say("task", f"{marks.internal} said too soon", reply_to_id=said.pk)
    say("shared", marks.shared, visibility="shared")
    say("shared", marks.internal)
    with tenant_tx(ada.organization.id):
        records.withdraw_comment(actor=ada, comment=gone, reason=f"{marks.internal} said too soon")
    return {"said": said, "gone": gone}
