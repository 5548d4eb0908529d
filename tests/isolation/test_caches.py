"""No proxy and no browser keeps an answer that belongs to somebody."""

import pytest

from tests.house.inputs import is_endpoint
from tests.house.sources import none
from tests.house.world import MISSING, address
from tests.isolation.oracle import OPEN, expected
from tests.isolation.walking import knock, walked

pytestmark = pytest.mark.threat("T-028")


def fault(answer) -> str:
    """What a shared cache would be told wrongly by an answer."""
    control, vary = answer.get("Cache-Control", ""), answer.get("Vary", "").lower()
    if not {"private", "no-store"} <= {part.strip() for part in control.split(",")}:
        return f"Cache-Control: {control!r}"
    return "" if "cookie" in vary else f"Vary: {vary!r}"


@pytest.mark.parametrize(
    "name", ["TA", "Ada", "CS", "token that writes", "rival PM", "rival token", "nobody"]
)
def test_nothing_behind_a_door_may_be_kept(house, visitors, counted, quiet, name):
    """Answers, refusals, and what is missing: a kept 404 would tell of yesterday's rights."""
    browser, found = visitors[name].browser(), []
    for route in walked():
        told = fault(knock(browser, route, "get", address(house.own, route)))
        found.append(f"{name}: {route.route} {told}" if told else "")
    nowhere = browser.get(f"/o/{MISSING['slug']}/")
    found.append(f"{name}: no such organization, {fault(nowhere)}" if fault(nowhere) else "")
    counted(requests=len(found))
    none(filter(None, found))


def test_the_same_address_through_a_proxy_that_keeps_answers(house, visitors, quiet):
    """Ada asks, then the auditor, then nobody: neither is handed Ada's answer."""
    proxy = Proxy()
    for route in walked():
        url = address(house.own, route)
        for name in ("Ada", "AU", "nobody"):
            proxy.ask(visitors[name].browser(), name, route, url)
    assert proxy.asked
    assert proxy.handed_out == []


class Proxy:
    """A shared cache as RFC 9111 lets it be: keeps what no header forbids, by address and `Vary`."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, bytes]] = {}
        self.handed_out: list[str] = []
        self.asked = 0

    def ask(self, browser, name: str, route, url: str) -> None:
        self.asked += 1
        if url in self.kept and self.kept[url][0] != name:
            self.handed_out.append(f"{url} of {self.kept[url][0]} to {name}")
            return
        answer = knock(browser, route, "get", url)
        control = answer.get("Cache-Control", "")
        if answer.status_code in (200, 404, 405) and "no-store" not in control and "private" not in control:
            self.kept[url] = (name, answer.content)


def test_the_proxy_would_hand_out_what_it_may_keep(house, visitors, quiet):
    """Without the header the same proxy does mix people up."""
    proxy, route = Proxy(), next(one for one in walked() if not is_endpoint(one))
    url = address(house.own, route)
    proxy.kept[url] = ("Ada", b"")
    assert expected(visitors["AU"], route, "get")
    proxy.ask(visitors["AU"].browser(), "AU", route, url)
    assert len(proxy.handed_out) == 1
    assert OPEN
