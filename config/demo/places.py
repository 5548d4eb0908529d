"""Sites and lines of business of the demo."""

from dataclasses import dataclass
from decimal import Decimal

MANILA, CHINA, INDIA, POLAND = "Asia/Manila", "Asia/Shanghai", "Asia/Kolkata", "Europe/Warsaw"
SITES = (
    ("MNL", "Manila–Taguig", "马尼拉–达义", "PH", "Taguig", MANILA, "PHP", "en"),
    ("CEB", "Cebu", "宿务", "PH", "Cebu", MANILA, "PHP", "en"),
    ("DLC", "Dalian", "大连", "CN", "Dalian", CHINA, "CNY", "zh, ja, en"),
    ("XIY", "Xi’an", "西安", "CN", "Xi’an", CHINA, "CNY", "zh"),
    ("CTU", "Chengdu", "成都", "CN", "Chengdu", CHINA, "CNY", "zh, yue"),
    ("PNQ", "Pune", "浦那", "IN", "Pune", INDIA, "INR", "en"),
    ("HYD", "Hyderabad", "海得拉巴", "IN", "Hyderabad", INDIA, "INR", "en"),
    ("KRK", "Kraków", "克拉科夫", "PL", "Kraków", POLAND, "PLN", "en, de, pl, fr"),
    ("LDZ", "Łódź", "罗兹", "PL", "Łódź", POLAND, "PLN", "pl, de"),
)


@dataclass(frozen=True)
class DemoProcess:
    """One line of business; `steps` are the steps that it took."""

    code: str
    name: str
    name_zh: str
    channel: str
    site: str
    fte: Decimal
    volume: int
    aht: int
    languages: str
    hours: str
    path: str = ""
    systems: str = ""
    complexity: int = 3
    criticality: str = "high"
    expert: str = ""
    sop: str = ""
    sop_status: str = "none"
    kt_status: str = "certified"
    steps: tuple[str, ...] = ("document", "transfer", "go_live")
    shared: bool = True


TRANSFER = ("document", "transfer")
PROCESSES: dict[str, tuple[DemoProcess, ...]] = {
    "SKY": (
        DemoProcess(
            "VOICE-EN",
            "Customer care, voice, English",
            "英语电话客服",
            "voice",
            "MNL",
            Decimal(150),
            118_000,
            372,
            "en",
            "24×7",
            "Customer care › Voice › Bookings and refunds",
            "Amadeus, Genesys",
            criticality="critical",
            expert="Grace Dela Cruz",
            sop="SOP-SKY-01",
            sop_status="approved",
        ),
        DemoProcess(
            "CARE-ZH",
            "Customer care, voice and chat, Chinese",
            "中文电话与在线客服",
            "chat",
            "DLC",
            Decimal(62),
            64_000,
            295,
            "zh",
            "07:00–24:00 CST",
            "Customer care › Chat › Bookings",
            "Amadeus, Udesk",
            expert="欧阳雪晴",
            sop="SOP-SKY-02",
            sop_status="outdated",
        ),
        DemoProcess(
            "MAIL-DE",
            "Chat and e-mail, German and Polish",
            "德语与波兰语在线及邮件客服",
            "email",
            "KRK",
            Decimal(36),
            21_000,
            540,
            "de, pl",
            "08:00–20:00 CET",
            "Customer care › E-mail › Complaints",
            "Zendesk",
            complexity=4,
            criticality="medium",
            sop="SOP-SKY-03",
            sop_status="reviewed",
            shared=False,
        ),
    ),
    "BFM": (
        DemoProcess(
            "R2R",
            "Record to report",
            "总账到报表",
            "back_office",
            "KRK",
            Decimal(34),
            4_200,
            1_860,
            "de, en",
            "08:00–18:00 CET",
            "Finance › Accounting › Close",
            "SAP S/4HANA",
            complexity=5,
            criticality="critical",
            expert="Tomasz Zieliński",
            sop="SOP-BFM-07",
            sop_status="approved",
            kt_status="reverse",
        ),
        DemoProcess(
            "P2P",
            "Procure to pay",
            "采购到付款",
            "back_office",
            "PNQ",
            Decimal(44),
            18_500,
            372,
            "en",
            "09:00–18:00 IST",
            "Finance › Payables › Invoices",
            "SAP S/4HANA, OpenText",
            expert="Aditi Deshmukh",
            sop="SOP-BFM-02",
            sop_status="approved",
        ),
        DemoProcess(
            "O2C",
            "Order to cash, APAC",
            "订单到收款(亚太)",
            "back_office",
            "DLC",
            Decimal(18),
            6_900,
            420,
            "zh, ja",
            "09:00–18:00 CST",
            "Finance › Receivables › Cash application",
            "SAP S/4HANA",
            complexity=4,
            expert="Arjun Reddy",
            sop="SOP-BFM-05",
            sop_status="drafted",
            kt_status="shadowing",
            steps=TRANSFER,
            shared=False,
        ),
    ),
    "TDW": (
        DemoProcess(
            "BOX-2D",
            "Camera frames, 2D boxes",
            "2D 图像框选标注",
            "annotation",
            "XIY",
            Decimal(72),
            60_000,
            58,
            "zh",
            "08:00–24:00 CST",
            "Annotation › Camera › 2D",
            "CVAT",
            criticality="medium",
        ),
        DemoProcess(
            "LIDAR-3D",
            "LiDAR clips, 3D",
            "3D 点云标注",
            "annotation",
            "HYD",
            Decimal(64),
            6_300,
            1_240,
            "en",
            "06:00–22:00 IST",
            "Annotation › LiDAR › 3D",
            "Segments",
            complexity=5,
        ),
        DemoProcess(
            "PREF-LLM",
            "Preference pairs",
            "LLM 偏好标注",
            "annotation",
            "CEB",
            Decimal(44),
            15_000,
            210,
            "en",
            "08:00–20:00 PHT",
            "Annotation › Text › Preference",
            "Label Studio",
            complexity=4,
            criticality="medium",
        ),
    ),
}
