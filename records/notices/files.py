"""Letters about files."""

from django.utils.translation import gettext_lazy as _

from notifications.notices import Default, Letter, Way, notice
from records import letters
from records.events import FileAttached
from records.models import FileAttachment
from records.selectors import readers_among
from tenancy.actors import system


@notice(
    FileAttached,
    rule="file_attached",
    subject=_("Files on records that I watch"),
    audience=_("The record’s watchers and its owner"),
    default=Default(Way.DIGEST),
)
def file_attached(event: FileAttached) -> Letter | None:
    """To who hears of the record, but not to who attached it; to nobody once it is withdrawn."""
    file = FileAttachment.objects.live().select_related("entry__project").filter(pk=event.file_id).first()
    if file is None:
        return None
    actor = system("letter about a file")
    people = [one for one in letters.hearers_of(actor, file.entry) if one != event.person_id]
    readers = readers_among(actor=actor, entry_id=file.entry_id, people_ids=people)
    url = letters.address(file.entry, "records_file", file=file.pk)
    told = {"author": file.uploaded_name, "file": file.name, "edition": file.edition}
    template = "records/mail/file_attached"
    more = {"template": template, "why": letters.WATCHER, "link": url, "version": file.edition}
    return letters.letter(file.entry, readers, told, **more)
