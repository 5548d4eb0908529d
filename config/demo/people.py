"""Organizations, clients and people of the demo."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenancy.signin import DEMO_PASSWORD


@dataclass(frozen=True)
class DemoPerson:
    """One person; `login` is the part of the address before the organization's domain, or all of it, or none.

    `ends_on`: the last day of the role. `left_on`: the day on which the person left, with `why`.
    """

    name: str
    role: str = ""
    login: str = ""
    language: str = "en"
    zone: str = "UTC"
    client: str = ""
    ends_on: date | None = None
    left_on: date | None = None
    why: str = ""

    def address(self, domain: str) -> str:
        """The mail address, or none."""
        return self.login if "@" in self.login or not self.login else f"{self.login}@{domain}"


@dataclass(frozen=True)
class DemoInvitation:
    """Somebody invited `days` before the demo's day (None: when it is loaded), and what came of it."""

    name: str
    role: str
    login: str
    language: str = "en"
    client: str = ""
    days: int | None = None
    state: str = "open"
    ends_on: date | None = None
    projects: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoOrganization:
    """One provider with its clients (code, name, Chinese name, country) and people."""

    slug: str
    name: str
    name_zh: str
    zone: str
    domain: str
    clients: tuple[tuple[str, str, str, str], ...]
    people: tuple[DemoPerson, ...]
    invitations: tuple[DemoInvitation, ...] = ()


KRAKOW, MANILA, DALIAN, BERLIN = "Europe/Warsaw", "Asia/Manila", "Asia/Shanghai", "Europe/Berlin"

MERIDIAN = DemoOrganization(
    slug="demo",
    name="Meridian BPO",
    name_zh="子午线服务外包",
    zone=KRAKOW,
    domain="demo.milepost.test",
    clients=(
        ("SKY", "Skyharp Airlines", "天弦航空", "DE"),
        ("BFM", "Brightfjord Manufacturing", "明湾制造", "NO"),
        ("TDW", "Tidewell Autonomy", "潮行智驾", "CN"),
    ),
    people=(
        DemoPerson("Katarzyna Nowak", "PM", "pm", zone=KRAKOW),
        DemoPerson("陈建国 Chen Jianguo", "DH", "head", language="zh-hans", zone=DALIAN),
        DemoPerson("Olga Lindqvist", "TA", "admin", zone=KRAKOW),
        DemoPerson("Helena Brandt", "AU", "auditor", zone=BERLIN, ends_on=date(2027, 1, 29)),
        DemoPerson("李俊杰 Li Junjie", "PM", "pm.zh", language="zh-hans", zone=DALIAN),
        DemoPerson("Tomasz Zieliński", "TL", "lead", zone=KRAKOW),
        DemoPerson("Elena Hartmann", "CS", "client", zone=BERLIN, client="SKY"),
        DemoPerson("Daniel Okafor", "CV", "viewer", zone=BERLIN, client="SKY"),
        DemoPerson("Ingrid Solberg", "CS", "client.bfm", zone="Europe/Oslo", client="BFM"),
        DemoPerson("林致远 Lin Zhiyuan", "CS", "client.tdw", language="zh-hans", zone=DALIAN, client="TDW"),
        DemoPerson("Arjun Reddy", zone="Asia/Kolkata"),
        DemoPerson("Aditi Deshmukh", zone="Asia/Kolkata"),
        DemoPerson("Grace Dela Cruz", zone=MANILA),
        DemoPerson("欧阳雪晴", language="zh-hans", zone=DALIAN),
        DemoPerson("Rohan Kulkarni", "WF", "rohan", zone="Asia/Kolkata", ends_on=date(2026, 10, 30)),
        DemoPerson(
            "Jerome Villanueva",
            "WF",
            "jerome",
            zone=MANILA,
            left_on=date(2026, 9, 30),
            why="Moved to another company",
        ),
    ),
    invitations=(
        DemoInvitation("Paulina Wójcik", "QA", "paulina", projects=("BFM",)),
        DemoInvitation("王雪梅 Wang Xuemei", "QA", "xuemei", language="zh-hans", projects=("SKY", "BFM")),
        DemoInvitation("Marek Dvořák", "CV", "marek", client="BFM"),
        DemoInvitation("Liza Mendoza", "QA", "liza", days=20),
        DemoInvitation("Dr. Amara Osei", "CV", "amara", client="TDW", days=3, state="withdrawn"),
        DemoInvitation("赵文博 Zhao Wenbo", "TL", "wenbo", language="zh-hans", days=9, state="accepted"),
    ),
)

HARBOURLIGHT = DemoOrganization(
    slug="rival",
    name="Harbourlight Services",
    name_zh="港灯企业服务",
    zone="Asia/Singapore",
    domain="rival.milepost.test",
    clients=(("ORC", "Orchard Insurance", "", "SG"),),
    people=(
        DemoPerson("Priya Raman", "PM", "pm", zone="Asia/Singapore"),
        DemoPerson("Wei Ling Tan", "TA", "admin", zone="Asia/Singapore"),
        DemoPerson(
            "Helena Brandt", "AU", "auditor@demo.milepost.test", zone=BERLIN, ends_on=date(2026, 12, 18)
        ),
    ),
)

PLATFORM_STAFF = ("platform@milepost.test", "Platform operations")

LOGINS = (
    (_("Project manager, all three projects"), "pm@demo.milepost.test"),
    (_("Organization’s administrator"), "admin@demo.milepost.test"),
    (_("Auditor, in two organizations"), "auditor@demo.milepost.test"),
    (_("Client, sponsor of Skyharp"), "client@demo.milepost.test"),
    (_("Project manager at the rival"), "pm@rival.milepost.test"),
    (_("Platform staff"), PLATFORM_STAFF[0]),
)


def welcome() -> dict[str, Any]:
    """What the landing page shows in demo mode (settings.MILEPOST_DEMO)."""
    return {
        "demo_logins": [{"who": who, "email": email} for who, email in LOGINS],
        "demo_password": DEMO_PASSWORD,
    }
