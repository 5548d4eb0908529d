"""What a stop link is about: the rule's words, and the house acting on the link's behalf."""

from dataclasses import dataclass

from notifications.catalogue import words_of
from notifications.services import read_stop_token
from tenancy.actors import Actor, System
from tenancy.selectors import organization_ref
from toolkit.errors import Missing


@dataclass(frozen=True)
class StopLink:
    """One rule of one person of one organization. The page names the person nowhere."""

    rule: str
    words: str
    organization: str
    actor: Actor


def stop_link(token: str) -> StopLink:
    """What a link names; raises `Missing` for one that was not made here."""
    named = read_stop_token(token)
    if named is None:
        raise Missing()
    organization_id, _person, rule = named
    organization = organization_ref(organization_id=organization_id)
    return StopLink(rule, words_of(rule), organization.name, System("stop link of a mail", organization))
