"""Master agreements and statements of work of the demo."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

Price = tuple[str, str, str, date]


@dataclass(frozen=True)
class DemoVersion:
    """One version; `steps`: how many of submit, approve, sign, activate it took."""

    written_on: date
    starts_on: date
    ends_on: date | None
    items: dict[str, tuple[str, ...]]
    volume: tuple[int, int, str]
    sites: tuple[str, ...]
    languages: str
    prices: tuple[Price, ...] = ()
    minimum: Decimal | None = None
    reason: str = ""
    signed_on: date | None = None
    steps: int = 4


@dataclass(frozen=True)
class DemoSow:
    """A statement of work with its versions."""

    code: str
    title: str
    title_zh: str
    pricing: str
    currency: str
    terms: str
    our_signatory: str
    client_signatory: str
    versions: tuple[DemoVersion, ...]
    shared: bool = True


@dataclass(frozen=True)
class DemoEngagement:
    """A master agreement; `amendments`: day, reason, the terms that changed."""

    client: str
    code: str
    title: str
    title_zh: str
    starts_on: date
    ends_on: date | None
    notice_on: date | None
    law: str
    cap: Decimal
    currency: str
    exit_clause: str
    owner: str
    signed_on: date | None
    sows: tuple[DemoSow, ...]
    amendments: tuple[tuple[date, str, dict[str, Any]], ...] = field(default=())


HEAD, KATARZYNA = "陈建国 Chen Jianguo", "Katarzyna Nowak"
HOURS = "Productive hour"
VOICE = {
    "in_scope": ("English voice, 24×7", "Chinese voice and chat", "German and Polish chat and e-mail"),
    "out_of_scope": ("Claims above EUR 600", "Loyalty accounts"),
    "deliverable": ("Monthly SLA statement", "Weekly operations review", "Quarterly business review"),
    "assumption": ("Volume within the band; forecast 8 weeks ahead, ±10%", "AHT 340–390 s"),
    "dependency": ("Booking system access within 5 working days", "Knowledge base approved by the client"),
}
WHATSAPP = {**VOICE, "in_scope": (*VOICE["in_scope"], "WhatsApp messages, English and German")}
FINANCE = {
    "in_scope": ("Procure to pay", "Order to cash, APAC", "Record to report"),
    "out_of_scope": ("Tax filings", "Treasury"),
    "deliverable": ("Process documents, signed", "Month-end close calendar", "Exit plan"),
    "assumption": ("18 500 invoices a month at 6.2 minutes", "ERP roles are ready before each wave"),
    "dependency": ("Segregation-of-duties review by the client", "Master data clean before wave 2"),
}
FRAMES = {
    "in_scope": ("420 000 camera frames", "38 000 LiDAR clips", "60 000 preference pairs"),
    "deliverable": ("Accepted lots, AQL 1.0", "Guideline v3.3", "Final data set"),
    "assumption": ("Guideline questions answered within 8 hours",),
    "dependency": ("Street scenes blurred before transfer",),
}
SKY = DemoEngagement(
    client="SKY",
    code="MSA-SKY-2025",
    title="Master services agreement, Skyharp Airlines",
    title_zh="天弦航空主服务协议",
    starts_on=date(2025, 8, 18),
    ends_on=date(2028, 2, 29),
    notice_on=date(2027, 8, 31),
    law="Germany",
    cap=Decimal("7348800"),
    currency="USD",
    exit_clause="Either side with 180 days’ notice; reverse transition of 90 days at the hourly rate.",
    owner=KATARZYNA,
    signed_on=date(2025, 8, 15),
    amendments=(
        (
            date(2026, 9, 1),
            "Cap follows the monthly charges after the Dalian wave.",
            {"liability_cap": Decimal("8000000")},
        ),
    ),
    sows=(
        DemoSow(
            "SOW-SKY-01",
            "Customer care, voice and online",
            "客户服务(语音与在线)",
            "hour",
            "USD",
            "30 days net, monthly in arrears",
            HEAD,
            "Elena Hartmann",
            (
                DemoVersion(
                    date(2025, 9, 1),
                    date(2025, 10, 1),
                    date(2028, 2, 29),
                    VOICE,
                    (180_000, 230_000, "contacts a month"),
                    ("MNL", "DLC", "KRK"),
                    "en, zh, de, pl",
                    (
                        (HOURS, "0", "18.40", date(2025, 10, 1)),
                        (HOURS, "20000", "17.65", date(2025, 10, 1)),
                        (HOURS, "32000", "16.90", date(2025, 10, 1)),
                    ),
                    Decimal("420000"),
                    signed_on=date(2025, 9, 22),
                ),
                DemoVersion(
                    date(2026, 10, 5),
                    date(2026, 11, 1),
                    date(2028, 2, 29),
                    WHATSAPP,
                    (190_000, 250_000, "contacts a month"),
                    ("MNL", "DLC", "KRK", "LDZ"),
                    "en, zh, de, pl",
                    (
                        (HOURS, "0", "18.40", date(2025, 10, 1)),
                        (HOURS, "20000", "17.65", date(2025, 10, 1)),
                        (HOURS, "32000", "16.90", date(2025, 10, 1)),
                        (HOURS, "0", "18.95", date(2026, 11, 1)),
                        (HOURS, "32000", "17.40", date(2026, 11, 1)),
                        ("WhatsApp message", "0", "0.4250", date(2026, 11, 1)),
                    ),
                    Decimal("440000"),
                    reason="SKY-CR14: WhatsApp channel, 11 FTE more.",
                    signed_on=date(2026, 10, 26),
                ),
            ),
        ),
    ),
)
BFM = DemoEngagement(
    client="BFM",
    code="MSA-BFM-2026",
    title="Master services agreement, Brightfjord Manufacturing",
    title_zh="明湾制造主服务协议",
    starts_on=date(2026, 5, 25),
    ends_on=date(2029, 5, 24),
    notice_on=date(2028, 11, 24),
    law="Norway",
    cap=Decimal("3500000"),
    currency="USD",
    exit_clause="For convenience after 24 months with 120 days’ notice.",
    owner=KATARZYNA,
    signed_on=date(2026, 5, 22),
    sows=(
        DemoSow(
            "SOW-BFM-01",
            "Finance shared services: P2P, O2C, R2R",
            "财务共享服务(P2P·O2C·R2R)",
            "transaction",
            "USD",
            "45 days net",
            HEAD,
            "Ingrid Solberg",
            (
                DemoVersion(
                    date(2026, 5, 11),
                    date(2026, 5, 25),
                    date(2029, 5, 24),
                    FINANCE,
                    (26_000, 34_000, "transactions a month"),
                    ("KRK", "PNQ", "DLC"),
                    "de, en, zh, ja",
                    (
                        ("Invoice", "0", "2.10", date(2026, 10, 5)),
                        ("Invoice", "15000", "1.84", date(2026, 10, 5)),
                        ("Journal entry", "0", "6.75", date(2026, 10, 5)),
                    ),
                    Decimal("96000"),
                    signed_on=date(2026, 5, 22),
                ),
                DemoVersion(
                    date(2026, 11, 12),
                    date(2027, 1, 6),
                    date(2029, 5, 24),
                    FINANCE,
                    (26_000, 38_000, "transactions a month"),
                    ("KRK", "PNQ", "DLC"),
                    "de, en, zh, ja",
                    reason="BFM-CR6: acceptance on 5 January 2027.",
                    steps=2,
                ),
            ),
        ),
    ),
)
TDW = DemoEngagement(
    client="TDW",
    code="MSA-TDW-2026",
    title="Framework contract, Tidewell Autonomy",
    title_zh="潮行智驾框架合同",
    starts_on=date(2026, 4, 1),
    ends_on=date(2026, 12, 18),
    notice_on=date(2026, 11, 30),
    law="People’s Republic of China",
    cap=Decimal("2400000"),
    currency="CNY",
    exit_clause="Data sets are returned or destroyed with a certificate within 30 days.",
    owner="李俊杰 Li Junjie",
    signed_on=date(2026, 3, 27),
    sows=(
        DemoSow(
            "SOW-TDW-01",
            "Data annotation, 2D, 3D and preference pairs",
            "数据标注(2D、3D 与偏好对)",
            "fixed",
            "CNY",
            "Per accepted lot, 30 days net",
            HEAD,
            "林致远 Lin Zhiyuan",
            (
                DemoVersion(
                    date(2026, 3, 16),
                    date(2026, 4, 1),
                    date(2026, 12, 18),
                    FRAMES,
                    (518_000, 518_000, "accepted units"),
                    ("XIY", "HYD", "CEB"),
                    "zh, en",
                    (
                        ("Camera frame", "0", "3.10", date(2026, 4, 1)),
                        ("LiDAR clip", "0", "18.60", date(2026, 4, 1)),
                        ("Preference pair", "0", "6.90", date(2026, 4, 1)),
                    ),
                    Decimal("180000"),
                    signed_on=date(2026, 3, 27),
                ),
            ),
        ),
    ),
)
ENGAGEMENTS = (SKY, BFM, TDW)
