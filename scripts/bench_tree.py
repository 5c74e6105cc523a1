"""Generated trees for measuring: the site with all its texts, and as many stations as wanted, every register filled."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from demonstration import copy_demonstration

COMMUNITIES_A_STREET = 20
STATIONS_A_COMMUNITY = 25
_SURNAMES = "青春秋望新桃丰金桂松听竹兰梅荷菊杏柳榆槐枫柏桐樱棠芦苇麦稻禾谷云霞虹露霜雪溪泉湖海河江岭峰谷坡原野"
_ROADS = "东西南北中前后上下左右大小长安定和平康宁福寿喜乐文明德义仁信礼智勇光华兴盛昌隆"
_KINDS = ("流动党员服务站", "联络站", "党群服务中心")
_SERVICES = ("membership-file", "membership-transfer", "study", "venues", "medical", "rights", "loan", "insurance", "fellowship")
_HOURS = (("09:00", "11:30", "13:30", "17:00"), ("08:30", "12:00", "13:00", "17:30"), ("09:00", "12:00", "14:00", "18:00"))
_RECEPTION = (
    'freq: weekly, weekday: {day}, opens: "14:00", closes: "16:00", on_holiday: skipped',
    'freq: monthly, nth: {nth}, weekday: {day}, opens: "14:00", closes: "16:00", on_holiday: next_workday',
    'freq: monthly, day: {date}, opens: "09:00", closes: "11:00", on_holiday: next_workday',
)


def make_tree(root: Path, tree: Path, stations: int) -> None:
    """A copy of the site at `root` with `stations` generated stations, and what belongs to them, instead of its own.

    The same number always gives the same tree. Names vary as real ones do, else they would compress and search too well.
    """
    copy_demonstration(root, tree)
    data = tree / "docs" / "_data" / "samples"
    duties = (data / "duties.yml").read_text(encoding="utf-8")
    shutil.rmtree(data)
    for folder in ("stations", "organizations"):
        (data / folder).mkdir(parents=True)
    (data / "duties.yml").write_text(duties, encoding="utf-8", newline="\n")
    dice = random.Random(stations)
    communities = -(-stations // STATIONS_A_COMMUNITY)
    streets = -(-communities // COMMUNITIES_A_STREET)
    areas = ["- {id: bench, name: 示例区, level: 区, status: active, sample: true}"]
    for street in range(streets):
        areas.append(f"- {{id: street-{street}, name: 示例{street}街道, level: 街道, parent: bench, status: active, sample: true}}")
        records: list[str] = []
        organizations: list[str] = []
        for community in range(street * COMMUNITIES_A_STREET, min((street + 1) * COMMUNITIES_A_STREET, communities)):
            name = f"{dice.choice(_SURNAMES)}{dice.choice(_SURNAMES)}{community}社区"
            areas.append(f"- {{id: c-{community}, name: {name}, level: 社区, parent: street-{street}, status: active, sample: true}}")
            for number in range(community * STATIONS_A_COMMUNITY, min((community + 1) * STATIONS_A_COMMUNITY, stations)):
                records.append(_station(dice, 900_001 + number, name, community))
                organizations.append(_organization(dice, 900_001 + number, community))
        (data / "stations" / f"street-{street}.yml").write_text("".join(records), encoding="utf-8")
        (data / "organizations" / f"street-{street}.yml").write_text("".join(organizations), encoding="utf-8")
    (data / "areas.yml").write_text("\n".join(areas) + "\n", encoding="utf-8")
    for name, lines in _around(communities):
        (data / name).write_text("".join(f"- {{{line}}}\n" for line in lines), encoding="utf-8")


def _station(dice: random.Random, number: int, area: str, community: int) -> str:
    kind = dice.choice(_KINDS)
    first, second, third, fourth = dice.choice(_HOURS)
    rule = dice.choice(_RECEPTION).format(
        day=dice.choice("一二三四五"), nth=dice.choice(("1", "2", "3", "4", "last")), date=dice.randint(1, 28)
    )
    offered = ", ".join(dice.sample(_SERVICES, dice.randint(3, 8)))
    place = f"{area}{dice.choice(_ROADS)}{dice.choice(_ROADS)}路{dice.randint(1, 300)}号（示例）"
    prefix = dice.choice((area, area, f"{area}{dice.choice(_SURNAMES)}{dice.choice(_ROADS)}市场"))
    return f"""\
- id: st-{number:06d}
  sample: true
  name: {prefix}{kind}（{number}）
  kind: {kind}
  area: c-{community}
  status: active
  address: {place}
  position: {{lng: {116 + dice.random():.4f}, lat: {39 + dice.random():.4f}, crs: gcj02}}
  contact: {{role: 值班室, phone: "010-{number:08d}"}}
  hours:
    - {{days: [一, 二, 三, 四, 五], opens: "{first}", closes: "{second}"}}
    - {{days: [一, 二, 三, 四, 五], opens: "{third}", closes: "{fourth}"}}
  special:
    - {{on: "2026-12-31", closed: true, why: 盘点}}
  reception:
    - {{{rule}}}
  services: [{offered}]
  venue: {{seats: {dice.randint(10, 80)}, equipment: [投影设备, 电化教育设备], bookable: true}}
  verified: {{on: "2026-{dice.randint(1, 11):02d}-01", by_role: 街道党建办}}
  history:
    - {{on: "2024-03-01", event: 设立}}
"""


def _organization(dice: random.Random, number: int, community: int) -> str:
    covered = f"br-{900_001 + community:06d}" if dice.random() < 0.6 else dice.choice(("工会", "妇联", "党建指导员"))
    return f"""\
- id: org-{number:06d}
  sample: true
  name: 示例{dice.choice(("餐饮", "茶行", "快递", "印刷"))}{number}
  type: 非公有制企业
  trade: 餐饮
  area: c-{community}
  above_designated_size: false
  registered: "2020-05-06"
  covered_by: {covered}
  inspections:
    - {{year: 2025, on: "2026-05-10", result: 合格}}
"""


def _around(communities: int) -> Iterator[tuple[str, list[str]]]:
    numbers = [(900_001 + community, community) for community in range(communities)]
    yield (
        "branches.yml",
        [
            f"id: br-{n:06d}, sample: true, name: 示例支部{n}, form: 流动党员党支部, area: c-{c}, station: st-{900_001 + c * STATIONS_A_COMMUNITY:06d}, "
            f'established: "2021-07-01", status: active'
            for n, c in numbers
        ],
    )
    yield (
        "instructors.yml",
        [
            f"id: in-{n:06d}, sample: true, mode: 专职, role: 社区专职党建指导员, area: c-{c}, serves: [br-{n:06d}, org-{n:06d}]"
            for n, c in numbers
        ],
    )
    yield (
        "contact_points.yml",
        [f"id: cp-{n:06d}, sample: true, leader_role: 街道党工委委员, level: 街道, visits: br-{n:06d}, every: 每季" for n, _ in numbers],
    )
    yield (
        "pairings.yml",
        [
            f'id: pa-{n:06d}, sample: true, kind: 社区与企业, parties: [社区党组织{c}, org-{n:06d}], shares: [党建工作], since: "2024-07-01"'
            for n, c in numbers
        ],
    )
