"""What is said right after a quoted part of a cell: why it is not certain, and what to write instead."""

from __future__ import annotations

NO_END = "没有写清到几点，请写成“9:00–17:00”这样"
NO_TIMES = "没有写几点到几点，请写成“9:00–17:00”这样"
HOLIDAY_OR_CLOSED = "说不准：节假日遇上闭馆的那天开不开？请只写开放的日子，如“周二至周日 9:00–17:00；节假日照常”"
ADVICE = {  # by the kind of the word
    "holiday": "没有写明怎么办，开放时间写“节假日休息”或“节假日照常”，接待日写“遇节假日顺延”或“遇节假日取消”",
    "lunch": "不用写，中间休息就写成两段，如“9:00–12:00、13:00–17:00”",
    "moved_else": "登记不了，请写成“遇节假日顺延”（到下一个工作日）或“遇节假日取消”",
    "night_over": "过了半夜，请分成两天写，如“周五 22:00–24:00；周六 0:00–2:00”",
    "season": "不是全年都一样，请只写现在的时间，换的时候再改",
    "irregular": "算不出是哪一天，请写成每周几，或每月第几个周几，如“每月第一个周三”",
    "which_week": "算不出是哪一天，请写成“每月第一个周三”或“每月15日”这样",
    "notice": "没有写出时间，请写现在的时间，别的话请删去",
    "roughly": "不是准确的时间，请写准",
    "shut": "没有写哪一天；整个站点都停了，请改站点的状态",
    "part": NO_TIMES,
}
