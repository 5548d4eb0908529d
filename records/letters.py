"""Letters about records to those who watch them: each reader's rights are asked again when it is written."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.notices import Letter
from records.models import Comment, Entry
from records.selectors import comment_by_id, entries, hearers, readers_among
from records.selectors.kinds import owner_of, state_words
from tenancy.actors import Actor, system
from tenancy.listeners import handling
from tenancy.selectors import history, organization_ref
from toolkit.markdown import plain

OWNED = _("The record is yours now.")
WATCHER, NAMED = _("You watch this record, or own it."), _("The comment names you.")
EXCERPT = 400


def of_comment(comment_id: UUID) -> Comment | None:
    """The comment of a fact; None once it is deleted."""
    found = comment_by_id(actor=system("letter about a comment"), comment_id=comment_id)
    return found if found is not None and found.withdrawn_at is None else None


def to_watchers(comment: Comment) -> Letter | None:
    """A new comment, to who hears of the record; not to its writer, nor to those whom it names."""
    actor = system("letter about a comment")
    told = {comment.author_id, *comment.mentions.values_list("person_id", flat=True)}
    people = [one for one in hearers_of(actor, comment.entry) if one not in told]
    return about_comment(comment, people, "records/mail/comment_added", WATCHER)


def to_named(comment: Comment, person_id: UUID) -> Letter | None:
    """A comment to somebody whom it names."""
    return about_comment(comment, [person_id], "records/mail/mentioned", NAMED)


def about_comment(comment: Comment, people: list[UUID], template: str, why: Any) -> Letter | None:
    """What was said, to those of the people who may read the record."""
    actor, entry = system("letter about a comment"), comment.entry
    readers = readers_among(actor=actor, entry_id=entry.pk, people_ids=people)
    context = {"author": comment.author_name, "said": plain(comment.text, length=EXCERPT)}
    url = address(entry, "records_comment", comment=comment.pk)
    return letter(entry, readers, context, template=template, why=why, link=url, version=comment.number)


def moved(*, entry_id: UUID, before: str, after: str) -> Letter | None:
    """A record's change of state, to who hears of it; not to who made it. For the notices of its room.

    `before`, `after`: codes of the record's own field `state`. None where nobody is to be told.
    """
    actor, fact = system("letter about a record"), handling()
    entry = entries(actor=actor).filter(pk=entry_id, withdrawn=False).first()
    if entry is None or fact is None or fact.occurred_at is None:
        return None
    lines = history(actor=actor, subject_id=entry_id).filter(at=fact.occurred_at)
    movers = set(lines.values_list("actor_person", flat=True))
    people = [one for one in hearers_of(actor, entry) if one not in movers]
    readers = readers_among(actor=actor, entry_id=entry_id, people_ids=people)
    words = {"before": state_words(entry.kind, before), "after": state_words(entry.kind, after)}
    version = int(fact.occurred_at.timestamp())
    about = {"template": "records/mail/moved", "why": WATCHER, "link": address(entry, "records_open")}
    return letter(entry, readers, words, version=version, **about)


def given(*, entry_id: UUID, owner_id: UUID) -> Letter | None:
    """That a record is somebody's, to her; None once it is in other hands, or is not hers to read."""
    actor, fact = system("letter about a record"), handling()
    entry = entries(actor=actor).filter(pk=entry_id, withdrawn=False).first()
    if entry is None or fact is None or fact.occurred_at is None:
        return None
    people = [owner_id] if owner_of(actor=actor, entry=entry) == owner_id else []
    readers = readers_among(actor=actor, entry_id=entry_id, people_ids=people)
    version = int(fact.occurred_at.timestamp())
    about = {"template": "records/mail/given", "why": OWNED, "link": address(entry, "records_open")}
    return letter(entry, readers, {}, version=version, **about)


def letter(entry: Entry, people: list[UUID], context: dict[str, Any], **more: Any) -> Letter | None:
    """A letter about a record (`more`: fields of `Letter`); None to nobody."""
    if not people:
        return None
    project = entry.project
    return Letter(
        people=people,
        subject_kind=entry.kind,
        subject_id=entry.pk,
        context={"record": str(entry), **context},
        project=entry.project_id,
        project_name=f"{project.key} {project.name}" if project else "",
        **more,
    )


def hearers_of(actor: Actor, entry: Entry) -> list[UUID]:
    """The record's watchers and its owner."""
    return hearers(actor=actor, entry_id=entry.pk, owner_id=owner_of(actor=actor, entry=entry))


def address(entry: Entry, route: str, **more: Any) -> str:
    """A page about the record."""
    slug = organization_ref(organization_id=entry.organization_id).slug
    return reverse(route, kwargs={"org": slug, "entry": entry.pk, **more})
