"""Liaison stations: where they are, when they are open, what they help with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...source.clock import Clock
from ...source.described import choice, date, extension, flag, nested, number, phone, text, time, whole
from .ids import area_id, numbered, station_id
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Position:
    """Longitude and latitude in degrees, in the system `crs` (gcj02, that of China's maps)."""

    lng: float = number("经度")
    lat: float = number("纬度")
    crs: str = choice("坐标系", "crs", words={"gcj02": "GCJ-02"})


@dataclass(frozen=True, kw_only=True)
class Contact:
    """An office and its telephone; never a person."""

    role: str = text("办公室")
    phone: str = phone("办公电话")
    extension: str | None = extension("分机", required=False)


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Open on these weekdays (一 to 日) between two times; of holidays it says closed, open or, where nobody said, unknown."""

    days: tuple[str, ...] = choice("星期", "weekday", many=True)
    opens: Clock = time("开始")
    closes: Clock = time("结束")
    on_holiday: str | None = choice("节假日", "hours_on_holiday", required=False, left_out="unknown")

    @property
    def holidays(self) -> str:
        """closed, open or unknown"""
        return self.on_holiday or "unknown"


@dataclass(frozen=True, kw_only=True)
class SpecialDay:
    """One day that differs from the rule: closed, or open between other times."""

    on: dt.date = date("日期")
    closed: bool = flag("闭馆", required=False)
    opens: Clock | None = time("开始", required=False)
    closes: Clock | None = time("结束", required=False)
    why: str = text("原因")


@dataclass(frozen=True, kw_only=True)
class Reception:
    """A rule for reception days: weekly on `weekday`, monthly on the `nth` `weekday`, or monthly on the `day`."""

    freq: str = choice("周期", "reception_freq")
    nth: str | None = text("第几个", required=False)
    weekday: str | None = choice("周几", "weekday", required=False)
    day: str | None = text("几号", required=False)
    opens: Clock = time("开始")
    closes: Clock = time("结束")
    on_holiday: str = choice("遇节假日", "reception_on_holiday")


@dataclass(frozen=True, kw_only=True)
class Venue:
    """A room: how many can sit in it, what it has, what can be borrowed to learn from, whether it can be booked."""

    seats: int = whole("座位数")
    equipment: tuple[str, ...] = text("设备", required=False, many=True)
    materials: tuple[str, ...] = text("资料", "可以借的学习资料", required=False, many=True)
    bookable: bool = flag("可预约")


@dataclass(frozen=True, kw_only=True)
class Verified:
    """The day on which a station's data were checked, and the post that did it."""

    on: dt.date = date("核实日期")
    by_role: str = text("核实岗位")


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to a station: when, and what (an event of the vocabulary)."""

    on: dt.date = date("日期")
    event: str = choice("事件", "station_event")


_STATUS = {"active": "开放", "suspended": "暂停", "merged": "已合并", "closed": "已停用"}


@dataclass(frozen=True, kw_only=True)
class Station(Record):
    """A liaison station."""

    id: str = numbered("st", help="`st-` 加六位数字。真站点从 `st-000001` 起；`st-900001` 以后留给示例")
    sample: bool = flag("示例", "只有示例写 `true`，真站点不写", required=False)
    name: str = text("名称", "牌子上的名称")
    kind: str = choice(
        "类型", "station_kind", "街道：流动党员服务中心、流动党员之家、党群服务中心。社区：流动党员服务站、联络站、党群服务中心"
    )
    area: str = area_id("区域", "街道或社区的编号，拼音")
    parent: str | None = station_id("上级站点", "要在本区域或它的上级区域里", required=False)
    status: str = choice(
        "状态",
        "station_status",
        "`active` 开放，`suspended` 暂停，`merged` 已合并，`closed` 已停用",
        words=_STATUS,
    )
    successor: str | None = station_id("并入", "已合并的才写：并到哪个站点的编号", required=False)
    closed_on: dt.date | None = date("停用日期", "已合并、已停用的一定要写", required=False)
    address: str = text("地址", "路名和门牌")
    position: Position | None = nested("坐标", Position, "`lng` 经度在前，`lat` 纬度在后，`crs`（坐标系）写 `gcj02`", required=False)
    contact: Contact = nested("联系方式", Contact, "`role` 办公室，`phone` 办公座机，`extension` 分机（没有就不写）。不写人名，不写手机")
    hours: tuple[Opening, ...] = nested(
        "开放时间",
        Opening,
        "`days` 星期，`opens` 开始，`closes` 结束。`on_holiday` 节假日：`closed` 休息，`open` 照常，`unknown` 没有说；不写也是没有说，网页上写“节假日请先打电话”",
        required=False,
        many=True,
    )
    hours_note: str | None = text("开放时间说明", "跟开放时间有关、又不是时间的话，如“16:30 停止入馆”", required=False)
    special: tuple[SpecialDay, ...] = nested(
        "特殊日期",
        SpecialDay,
        "`on` 日期；关门写 `closed: true`，改时间写 `opens` 和 `closes`；`why` 原因",
        required=False,
        many=True,
    )
    reception: tuple[Reception, ...] = nested("党员接待日", Reception, "见下面三种写法", required=False, many=True)
    services: tuple[str, ...] = text("服务", "`services.yml` 里的编号，写在方括号里", required=False, many=True)
    venue: Venue | None = nested(
        "场地",
        Venue,
        "`seats` 座位数，`equipment` 设备、`materials` 可以借的学习资料（都可不写），`bookable` 可预约：`true` 或 `false`",
        required=False,
    )
    verified: Verified = nested("核实", Verified, "`on` 核实日期，`by_role` 核实岗位，不写人名")
    history: tuple[Event, ...] = nested(
        "沿革", Event, "`on` 日期，`event` 事件：设立、更名、迁址、合并、撤销、暂停、恢复", required=False, many=True
    )

    @property
    def is_open(self) -> bool:
        """Whether anyone is there at its hours: a suspended station is as little open as one that is gone."""
        return self.status == "active"

    @property
    def status_word(self) -> str:
        """The status as pages and sheets say it; "" where it has none."""
        return _STATUS.get(self.status, "")

    @property
    def is_gone(self) -> bool:
        return self.status in ("merged", "closed")


STATIONS = Register("stations", Station, "stations/", "站点", "st")
