"""What the walks send is what people and systems send: every input is taken by its route."""

from tests.house.inputs import send, without_input, writing
from tests.house.sources import none
from tests.isolation.foreign import Stranger
from tests.isolation.walking import taken_back, walked


def test_every_route_that_writes_has_an_input():
    none(without_input(*walked()))


def test_every_input_is_taken(house, visitors, quiet):
    """Sent by somebody who may; a route that nobody of the matrix may use is left to its own tests."""
    stranger, found, tried = Stranger(house, visitors), [], 0
    for route in walked():
        for method in writing(route):
            guest = stranger.guest(route, method)
            if guest is None:
                continue
            with taken_back():
                answer, tried = send(guest.browser(), house.own, route, method), tried + 1
            if answer.status_code >= 400:
                found.append(f"{guest.name}: {method} {route.name} -> {answer.status_code} {told(answer)}")
    assert tried > 50
    none(found)


def told(answer) -> str:
    """What a refusal says, in short."""
    text = answer.content.decode(errors="replace")
    marks = [text.find(word) for word in ("invalid-feedback", "alert", "detail") if word in text]
    return " ".join(text[max(min(marks, default=0), 0) :][:300].split())
