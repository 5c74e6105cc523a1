"""Hours as people write them: read to what they mean, or named with the part that is not certain; never guessed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from itertools import pairwise

import make
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from members_home.source.hours_text import Read, Record, Unread, problems, read_hours, read_reception, write_hours, write_reception
from trees import TREE

quickly = settings(derandomize=True, deadline=None, database=None, max_examples=200, suppress_health_check=list(HealthCheck))
WEEK = "一二三四五六日"

# What the cells mean, in a notation of this test: days as numbers, their spans, what is said of their holidays.
HOURS = {
    "周一至周五上午9:00-11:30，下午1点半到5点；周六上午9点到12点；节假日休息": "12345 0900-1130 1330-1700 closed|6 0900-1200 closed",
    "每天8:30—20:00（周一闭馆）": "234567 0830-2000",
    "每天9:00-18:00，周日闭馆": "123456 0900-1800",
    "周一闭馆，周二至周日9:00-17:00": "234567 0900-1700",
    "除周一外，每天9:00-17:00": "234567 0900-1700",
    "每天9:00-17:00（周一除外）": "234567 0900-1700",
    "每天（除周一）9:00-17:00": "234567 0900-1700",
    "周一至周五 9:00-17:00；周三休息": "1245 0900-1700",
    "工作日9时—17时": "12345 0900-1700",
    "工作日（周一至周五）9:00-17:00": "12345 0900-1700",
    "周一至周五每天9:00-17:00": "12345 0900-1700",
    "周一到周日全天": "1234567 0000-2400",
    "每天24小时开放": "1234567 0000-2400",
    "周六、周日 24小时": "67 0000-2400",
    "星期一、三、五 14:00~16:30": "135 1400-1630",
    "周一三五 9:00-11:00": "135 0900-1100",
    "周一至三、五 9:00-11:00": "1235 0900-1100",
    "每周二、四、六、日 9:00-11:00": "2467 0900-1100",
    "周一和周四 9:00-11:00": "14 0900-1100",
    "周一/周三 9:00-11:00": "13 0900-1100",
    "周一，周二，9:00-12:00": "12 0900-1200",
    "周一周二 9:00-12:00": "12 0900-1200",
    "周五、周一至周三 9:00-11:00": "1235 0900-1100",
    "礼拜六上午9点至11点": "6 0900-1100",
    "星期天10:00到15:00": "7 1000-1500",
    "周天10:00到15:00": "7 1000-1500",
    "周末10:00-16:00": "67 1000-1600",
    "周六日9:00-12:00": "67 0900-1200",
    "双休日上午九点到十一点": "67 0900-1100",
    "逢周三9:00-11:30": "3 0900-1130",
    "每周的周五9:00-11:30": "5 0900-1130",
    "周1至周5 9:00-17:00": "12345 0900-1700",
    "周1-5 9:00-17:00": "12345 0900-1700",
    "周一至五 8:30-17:30": "12345 0830-1730",
    "星期一--星期五 8:30--17:30": "12345 0830-1730",
    "周一至周五：9:00-12:00 13:30-17:00": "12345 0900-1200 1330-1700",
    "周一至周五 9:00-11:30/13:30-17:00": "12345 0900-1130 1330-1700",
    "周一至周五９：００－１７：００": "12345 0900-1700",
    "周一至周五9.00-17.00": "12345 0900-1700",
    "每日 09:00 — 21:30": "1234567 0900-2130",
    "周一至周五 8 : 30 - 11 : 30": "12345 0830-1130",
    "每天上午9点-下午5点": "1234567 0900-1700",
    "天天早9点到晚8点": "1234567 0900-2000",
    "周二至周五早9点到晚8点，周末上午10点至下午6点": "2345 0900-2000|67 1000-1800",
    "每天中午12点到1点半": "1234567 1200-1330",
    "每天晚上7点到晚上12点": "1234567 1900-2400",
    "周五晚7点到9点半": "5 1900-2130",
    "周五傍晚5:30-7:30": "5 1730-1930",
    "周三下午两点到四点": "3 1400-1600",
    "周二十点到十二点": "2 1000-1200",
    "周二上午十点一刻至十二点三十分": "2 1015-1230",
    "周一下午二点零五分到四点": "1 1405-1600",
    "星期二下午2点一刻到4点三刻": "2 1415-1645",
    "周一到周五 8时30分至12时": "12345 0830-1200",
    "周日 13点整至15点": "7 1300-1500",
    "周一至周五8点30-12点；14点-17点30": "12345 0830-1200 1400-1730",
    "周一至周五9-17点": "12345 0900-1700",
    "周五上午9-11点，下午2-4点": "5 0900-1100 1400-1600",
    "周一至周五上午（9:00-11:30）下午（1:30-5:00）": "12345 0900-1130 1330-1700",
    "周一至周五 上午：8:30～12:00 下午：2:00～6:00": "12345 0830-1200 1400-1800",
    "周一至周五 AM9:00-PM5:00": "12345 0900-1700",
    "周一至周五 9:00am-5:30pm": "12345 0900-1730",
    "每天从早上8点半起至晚上8点止": "1234567 0830-2000",
    "周五 8点到下午5点": "5 0800-1700",
    "周一至周五下午1:30-17:00": "12345 1330-1700",
    "每天06:00-22:00": "1234567 0600-2200",
    "每天6:30-20:30": "1234567 0630-2030",
    "每天 08:00-10:00": "1234567 0800-1000",
    "每天 7:30-11:00": "1234567 0730-1100",
    "周六凌晨1:00-5:00": "6 0100-0500",
    "周一至周五 9:00-17:00，法定节假日除外": "12345 0900-1700 closed",
    "周一至周五(法定节假日除外)  上午9:00~12:00  下午13:00~18:00": "12345 0900-1200 1300-1800 closed",
    "09：00－17：00 (周一至周五，法定节假日除外)": "12345 0900-1700 closed",
    "周一至周五，节假日休息，9:00-17:00": "12345 0900-1700 closed",
    "除法定节假日外，每天9:00–17:00": "1234567 0900-1700 closed",
    "周末（不含节假日）9:00-17:00": "67 0900-1700 closed",
    "周一至周五9:00-17:00，周末及节假日休息": "12345 0900-1700 closed",
    "周一至周五9:00-17:00，周六、周日、国家法定节假日不开放": "12345 0900-1700 closed",
    "周一至周五9:00-17:00，周末双休": "12345 0900-1700",
    "周一至周五9:00-17:00；周六9:00-12:00（节假日休息）": "12345 0900-1700 closed|6 0900-1200 closed",
    "周一至周日9:00-21:00，节假日照常开放": "1234567 0900-2100 open",
    "周一至周日9:00-21:00（含节假日）": "1234567 0900-2100 open",
    "周一至周五9:00-17:00，节假日不休息": "12345 0900-1700 open",
    "每天9:00-17:00，节假日也开放": "1234567 0900-1700 open",
    "周一至周五：9:00-17:00\n周六、周日：休息\n节假日：休息": "12345 0900-1700 closed",
    "全年无休 8:30-21:00": "1234567 0830-2100 open",
    "每天8:30-20:30，全年无休": "1234567 0830-2030 open",
    "周一至周五9:00-17:00；周六、周日10:00-16:00；全年无休": "12345 0900-1700 open|67 1000-1600 open",
    "周一至周五（节假日照常）9:00-11:00；周六 9:00-10:30": "12345 0900-1100 open|6 0900-1030",
    "周一至周五9:00-17:00（节假日休息）；周六9:00-12:00（节假日照常）": "12345 0900-1700 closed|6 0900-1200 open",
    "每天8:30-20:00（周一闭馆）；节假日照常": "234567 0830-2000 open",
    "开放时间：周一至周五，9:00-17:00": "12345 0900-1700",
    "工作时间：周一到周日9:00-21:00": "1234567 0900-2100",
    "周一至周五对外开放，9:00-17:00": "12345 0900-1700",
    "周一至周五\n上午 9:00—11:30\n周六 9:00—11:00": "12345 0900-1130|6 0900-1100",
    "9:00-12:00（周一），14:00-17:00（周二、周四）": "1 0900-1200|24 1400-1700",
    "9:00-17:00（周一至周五）；周六 9:00-12:00": "12345 0900-1700|6 0900-1200",
    "周一至周五 9:00-17:00；周三加开 18:30-20:00": "12345 0900-1700|3 1830-2000",
    "周一至周五上午9:00-12:00；周一至周五下午1:30-5:00": "12345 0900-1200|12345 1330-1700",
    "周一至周五 9:00-17:00。": "12345 0900-1700",
    "周一至周五9:00-17:00（节假日休息）；周六9:00-12:00": "12345 0900-1700 closed|6 0900-1200",
    "周一至周五9:00-17:00，节假日请先打电话": "12345 0900-1700 unknown",
    "周一至周五9:00-17:00（遇节假日请提前电话咨询）": "12345 0900-1700 unknown",
    "9:00—18:00（周一闭馆）": "234567 0900-1800",
    "周一闭馆，9:00-17:00": "234567 0900-1700",
    "9:00-17:00（除周一、周二外）": "34567 0900-1700",
    "9:00-12:00、13:30-17:00，周末及法定节假日休息": "12345 0900-1200 1330-1700 closed",
    "周一闭馆，其余时间9:00-17:00": "234567 0900-1700",
    "周一至周五9:00-17:00，其余时间10:00-12:00": "12345 0900-1700|67 1000-1200",
    "周一至周五9:00-17:00，其余时间休息": "12345 0900-1700",
    "办理时间：周一至周五 9:00-17:00": "12345 0900-1700",
    "业务受理时间为工作日9:00-17:00": "12345 0900-1700",
    "时间：周一至周五 9:00-17:00": "12345 0900-1700",
    "【开放时间】周一至周五 9:00-17:00": "12345 0900-1700",
    "周一至周五8:30-11:3013:30-16:30": "12345 0830-1130 1330-1630",
    "周一至周五8.30-11.3013.30-16.30": "12345 0830-1130 1330-1630",
    "周一至周五 9:00-17:00，中午12:00-13:30休息": "12345 0900-1200 1330-1700",
    "周一至周五 9:00-17:00（午休时间：12:00-13:30）": "12345 0900-1200 1330-1700",
    "周一至周五 9:00-17:00（午休12点到下午1点）": "12345 0900-1200 1300-1700",
    "周一至周五 9:00-17:00，12:00-13:30不办公": "12345 0900-1200 1330-1700",
    "9:00-17:00（12:00-13:30休息），周一至周五": "12345 0900-1200 1330-1700",
    "周一至周五 9:00-17:00；周六 9:00-12:00；中午12:00-13:30休息": "12345 0900-1200 1330-1700|6 0900-1200",
    "周一至周五 9:00-12:00、13:30-17:00（12:00-13:30休息）": "12345 0900-1200 1330-1700",
    "周一至周五 9:00-11:30、13:30-17:00，周三下午学习，不对外": "12345 0900-1130|1245 1330-1700",
    "周一至周五 9:00-11:30、13:30-17:00（周五下午不办公）": "12345 0900-1130|1234 1330-1700",
    "周一至周五 9:00-11:30、13:30-17:00、18:30-20:00；周五晚上休息": "12345 0900-1130 1330-1700|1234 1830-2000",
    "周一至周五 9:00-11:30、13:30-17:00，周五上午闭馆（消毒）": "1234 0900-1130|12345 1330-1700",
    "周一至周五 9:00-17:00，周五学习，不对外": "1234 0900-1700",
    "周六 9:00-12:00，下午休息；周日 14:00-17:00": "6 0900-1200|7 1400-1700",
    "周一至周五 9:00-17:00 午休12:00-13:30": "12345 0900-1200 1330-1700",
    "周一至周五9:00-17:00午休：12:00-13:30": "12345 0900-1200 1330-1700",
    "工作日9:00-17:00（12:00-13:30为休息时间）": "12345 0900-1200 1330-1700",
    "周一至周五 9:00-11:30、13:30-17:00（周三下午为政治学习时间，不对外办公）": "12345 0900-1130|1245 1330-1700",
    "办公时间：上午8:30-11:30，下午14:00-17:30（周末、法定节假日除外）": "12345 0830-1130 1400-1730 closed",
    "24小时全天开放": "1234567 0000-2400",
    "7×24小时": "1234567 0000-2400",
    "7*24小时服务，节假日照常": "1234567 0000-2400 open",
    "24小时（周一闭馆）": "234567 0000-2400",
    "Mo-Fr 09:00-17:00": "12345 0900-1700",
    "Mo-Fr 09:00-11:30,13:30-17:00; Sa 09:00-12:00; PH off": "12345 0900-1130 1330-1700 closed|6 0900-1200 closed",
    "Monday to Friday 9:00-17:00": "12345 0900-1700",
    "Mon, Wed and Fri 14:00-16:00": "135 1400-1600",
}
NOTES = {
    "周二至周日 9:00—17:00（16:30停止入馆）": "16:30停止入馆",
    "周二至周日 9:00-17:00，下午4点半后停止入场": "下午4点半后停止入场",
    "9:00-17:00（16：30停止取号，周一闭馆）": "16：30停止取号",
    "每天 9:00-17:00（闭馆前30分钟停止入馆）": "闭馆前30分钟停止入馆",
    "每天 9:00-17:00（最晚入馆时间：16:30）": "最晚入馆时间：16:30",
    "每天 9:00-17:00（中午不休息）": "中午不休息",
    "周二至周五 9:00-17:00；周六 9:00-12:00（11:30停止取号）": "周六11:30停止取号",
    "周五 9:00-17:00（16:30停止取号）；周六 9:00-12:00（11:30停止取号）": "周五16:30停止取号；周六11:30停止取号",
    "周五 9:00-17:00；周六 9:00-17:00；16:30停止取号": "16:30停止取号",
}
NOT_HOURS = {
    "单双休": ["单双休"],
    "周一至周五9:00-17:00，单双休": ["单双休"],
    "上午9点开门": ["上午9点开门"],
    "每天 9:00": ["9:00"],
    "每天9:00起": ["9:00起"],
    "另行通知": ["另行通知"],
    "详见门口通知": ["详见门口通知"],
    "工作时间": ["工作时间"],
    "周一至周五工作时间": ["工作时间"],
    "周一至周五上班": ["周一至周五"],
    "周一至周五": ["周一至周五"],
    "9:00-17:00": ["9:00-17:00"],
    "上午8:30-12:00，下午14:30-18:00": ["上午8:30-12:00，下午14:30-18:00"],
    "周六上午": ["上午"],
    "周一至周五全天": ["全天"],
    "周一至周五 9-17": ["9-17"],
    "周一至周五 9点到5点": ["9点到5点"],
    "周一至周五 上午9点到5点": ["上午9点到5点"],
    "周一至周五 1点到3点": ["1点到3点"],
    "周一至周五 2:00-4:00": ["2:00-4:00"],
    "周一至周五上午9:00-11:30，1:30-5:00": ["1:30-5:00"],
    "周五 7点到8点半": ["7点到8点半"],
    "周六 8:00-10:00": ["8:00-10:00"],
    "周五 6点半到晚上8点半": ["6点半到晚上8点半"],
    "周六 01:30-05:00": ["01:30-05:00"],
    "周六 5:30-11:30": ["5:30-11:30"],
    "周三三点到五点": ["三点到五点"],
    "周一 9:00-12:0013-15点": ["9:00-12:0013-15点"],
    "周一 9.00-12.0013-15点": ["9.00-12", "0013-15点"],
    "周一-5 9:00-17:00": ["-5"],
    "周二从周五 9:00-17:00": ["从"],
    "周六休息日 9:00-12:00": ["休息日"],
    "周六 12:00-1:30": ["12:00-1:30"],
    "周一至周五 8:30-25:00": ["8:30-25:00"],
    "周一至周五 12:60-15:00": ["12:60-15:00"],
    "周一至周五 20:00-24:30": ["20:00-24:30"],
    "周一至周五 17:00-9:00": ["17:00-9:00"],
    "周一至周五 9:00-9:00": ["9:00-9:00"],
    "周五 22:00-次日2:00": ["22:00-次日2:00"],
    "周五 22:00-2:00": ["22:00-2:00"],
    "每天 上午14:00-15:00": ["上午14:00-15:00"],
    "每天 下午9:00-10:00": ["下午9:00-10:00"],
    "周一至周五 晚1点到晚3点": ["晚1点到晚3点"],
    "周五至周一 9:00-12:00": ["周五至周一"],
    "周一至周一 9:00-12:00": ["周一至周一"],
    "周一到周末 9:00-12:00": ["周一到周末"],
    "周一一五 9:00-12:00": ["周一一五"],
    "周一至周五、周三 9:00-12:00": ["周三"],
    "每周二日 9:00-11:00": ["日"],
    "每周一次": ["次"],
    "周一；周二 9:00-12:00": ["周一"],
    "周一：周五 9:00-12:00": ["："],
    "周周五 9:00-12:00": ["周"],
    "周一:15-17:00": ["15-17:00"],
    "周一:00-17点": ["00-17点"],
    "周六 9:00-12:00（ ）": ["（ ）"],
    "周六）9:00-12:00": ["）"],
    "周六 12:00am-1:00pm": ["12:00am-1:00pm"],
    "周六下午13:00-8:00": ["下午13:00-8:00"],
    "周一至周五 9:00-12:00，11:00-14:00": ["11:00-14:00"],
    "周一至周五 9:00-17:00；周五 16:00-18:00": ["周五", "16:00-18:00"],
    "每天9:00-12:00，周末14:00-17:00": ["周末"],
    "周一至周五 9:00-17:00；周一休息；周二至周五休息": ["周一至周五 9:00-17:00"],
    "周一 9:00-12:00；周二 周三休息 13:00-17:00": ["13:00-17:00"],
    "周一至周五 9:00-17:00（周六、周日）": ["周六、周日"],
    "周三下午不开放，每天9:00-17:00": ["下午不开放"],
    "周一闭馆": ["周一闭馆"],
    "暂不开放": ["暂不开放"],
    "节假日休息": ["节假日休息"],
    "周一至周五 9:00-17:00，节假日": ["节假日"],
    "周一至周五 9:00-17:00；节假日 10:00-15:00": ["节假日"],
    "周一至周五 9:00-17:00；节假日照常 18:00-20:00": ["18:00-20:00"],
    "周一 9:00-12:00，节假日照常，18:00-20:00，周二": ["18:00-20:00", "周二"],
    "周一至周五 9:00-17:00（节假日照常 18:00-20:00）": ["18:00-20:00"],
    "周一至周五 9:00-17:00，节假日休息，节假日照常": ["节假日照常"],
    "周一至周五 9:00-17:00，节假日另行通知": ["节假日另行通知"],
    "周一至周五 9:00-17:00，春节休息": ["春节休息"],
    "周一至周五 9:00-17:00；节假日休息；节假日照常": ["节假日照常"],
    "周一至周五9:00-17:00；周六9:00-12:00（节假日照常）": ["周一至周五9:00-17:00"],
    "每天9:00-17:00，周一闭馆（法定节假日除外）": ["法定节假日除外"],
    "每天9:00-17:00，周一闭馆，遇节假日照常开放": ["遇节假日照常开放"],
    "周一至周五 9:00-17:00，周六、节假日照常": ["周六、节假日照常"],
    "周一至周五9-17点，全年无休": ["全年无休"],
    "夏季9:00-18:00，冬季9:00-17:00": ["夏季", "冬季"],
    "5月1日至9月30日 每天9:00-18:00": ["5月1日至9月30日"],
    "周一至周五9:00-17:00，寒暑假另定": ["寒暑假另定"],
    "周一至周五9:00-17:00（午休）": ["午休"],
    "隔周周六 9:00-11:00": ["隔周"],
    "大概每天9:00-17:00": ["大概"],
    "周一至周五 9:00-17:00左右": ["左右"],
    "周一至周五 9:00-17:00 请提前打电话": ["请提前打电话"],
    "周一至周五 9:00一17:00": ["9:00一17:00"],
    "周一至周五 9:000-17:00": ["9:000-17:00"],
    "每月15日 9:00-11:00": ["每月15日"],
    "每天9:00-11:00，遇节假日顺延": ["遇节假日顺延"],
    "周一至周五 9:00-17:00?": ["?"],
    "无": ["无"],
    "/": ["/"],
    "周二至周日 9:00-17:00（18:30停止入馆）": ["18:30停止入馆"],
    "周二至周日 9:00-17:00（25:00停止入馆）": ["25:00停止入馆"],
    "周二至周日 9:00-16:30停止入馆": ["9:00-"],
    "周一至周五 9:00-12:00（中午不休息）": ["中午不休息"],
    "周一至周五 9:00-17:00（16:30停止营业）": ["16:30停止营业"],
    "9:00-17:00（节假日休息）": ["9:00-17:00"],
    "全天开放": ["全天"],
    "24小时热线": ["热线"],
    "其余时间9:00-17:00": ["其余时间", "9:00-17:00"],
    "周一至周日9:00-17:00，其余时间10:00-12:00": ["其余时间", "10:00-12:00"],
    "8:30-11:3013:30-16:30": ["8:30-11:3013:30-16:30"],
    "周一至周五8:30-11:301:30-4:30": ["1:30-4:30"],
    "周一至周五 9:00-17:00，18:00-19:00休息": ["18:00-19:00休息"],
    "周一至周五 9:00-17:00，16:00-18:00休息": ["16:00-18:00休息"],
    "周一至周五 9:00-17:00，周六 9:00-16:00，中午12:00-13:30休息": ["中午12:00-13:30休息"],
    "周一至周五 9:00-17:00（午休1点到2点）": ["午休1点到2点"],
    "周一至周五 9:00-12:00 12:00-13:00午休13:00-17:00": ["午休13:00-17:00"],
    "五月至九月 9:00-18:00": ["五月至九月"],
    "周一至周五 9:00-17:00休息": ["周一至周五", "9:00-17:00休息"],
    "周一至周五 9:00-17:00，周五下午休息": ["下午休息"],
    "周一至周五 9:00-11:30、13:30-17:00，周五下午学习": ["下午学习"],
    "周一至周五 9:00-11:30、13:30-17:00，周日下午休息": ["下午休息"],
    "周一至周五 9:00-11:30、13:30-17:00，周三、周五下午休息": ["下午休息"],
    "周六 9:00-12:00、13:00-17:00，下午休息": ["下午休息"],
    "周一至周五 7×24小时": ["7×24小时"],
    "Su-Th 9:00-12:00": ["Su-Th"],
    "Moo-Fr 9:00-12:00": ["Moo-"],
    "周二至周日9:00-17:00（遇法定节假日周一除外）": ["遇法定节假日周一除外"],
    "周二至周日9:00-17:00，周一遇节假日除外": ["周一遇节假日除外"],
    "周二至周日9:00-17:00，节假日周一休息": ["节假日周一休息"],
    "周一（法定节假日除外）闭馆，其余时间9:00-17:00": ["闭馆"],
    "周一至周五9:00-17:00，请先打电话": ["请先打电话"],
    "周一至周五9:00-17:00，周六请先打电话": ["周六请先打电话"],
    "": [""],
}
# freq and its day: w5 is every Friday, m1w3 the first Wednesday of the month, mLw5 the last Friday, m15 the 15th.
RECEPTION = {
    "每月第一个周三下午2点至4点": "m1w3 1400-1600 skipped",
    "每周五晚7点到8点半": "w5 1900-2030 skipped",
    "周五 14:00-16:00": "w5 1400-1600 skipped",
    "每月15日上午9点-11点（遇节假日顺延）": "m15 0900-1100 next",
    "每月8号 14:00-16:00，如遇法定节假日则顺延至下一个工作日": "m8 1400-1600 next",
    "每月10日下午2:30-4:30（遇节假日顺延）": "m10 1430-1630 next",
    "每月十五号下午2:30-4:30，遇节假日，顺延": "m15 1430-1630 next",
    "每月15日 9:00-11:00，遇上节假日顺延至节假日后第一个工作日": "m15 0900-1100 next",
    "每月最后一个周五 14:00-16:00，遇节假日取消": "mLw5 1400-1600 skipped",
    "每月倒数第一个周五 14:00-16:00，节假日不接待": "mLw5 1400-1600 skipped",
    "每月首个周一 9:00-11:00，遇节假日不顺延": "m1w1 0900-1100 skipped",
    "每周一、三下午2点-4点": "w1 1400-1600 skipped|w3 1400-1600 skipped",
    "每周五上午9-11点，下午2-4点": "w5 0900-1100 skipped|w5 1400-1600 skipped",
    "每月第一、三个周三 14:00-16:00": "m1w3 1400-1600 skipped|m3w3 1400-1600 skipped",
    "每月第2个和第4个星期四 14:00—16:00": "m2w4 1400-1600 skipped|m4w4 1400-1600 skipped",
    "每月5、15、25日 9:00-11:00": "m5 0900-1100 skipped|m15 0900-1100 skipped|m25 0900-1100 skipped",
    "每月5日、20日 14:00-16:00": "m5 1400-1600 skipped|m20 1400-1600 skipped",
    "每月15日、每周五 14:00-16:00": "m15 1400-1600 skipped|w5 1400-1600 skipped",
    "每月第一个周三14:00-16:00，第三个周五9:00-11:00": "m1w3 1400-1600 skipped|m3w5 0900-1100 skipped",
    "每月15日 14:00-16:00；每周六9:00-11:00；遇节假日顺延": "m15 1400-1600 next|w6 0900-1100 next",
    "每月15日 14:00-16:00（遇节假日顺延）；每周六9:00-11:00（遇节假日取消）": "m15 1400-1600 next|w6 0900-1100 skipped",
    "党员接待日：每个月的第三个礼拜二 上午9:30到11:30": "m3w2 0930-1130 skipped",
    "14:00-16:00（每周五）": "w5 1400-1600 skipped",
}
NOT_RECEPTION = {
    "每月31日上午9点-11点": ["每月31日"],
    "每月29日上午9点-11点": ["每月29日"],
    "每月0日上午9点-11点": ["每月0日"],
    "每月第五个周三下午2点至4点": ["每月第五个周三"],
    "每月倒数第二个周三下午2点至4点": ["每月倒数第二个周三"],
    "每月三个周三 14:00-16:00": ["每月三个"],
    "每月第一周周三 14:00-16:00": ["每月第一周"],
    "每月第一周三 14:00-16:00": ["每月第一周三"],
    "每月第一个工作日 14:00-16:00": ["每月第一个工作日"],
    "每月第一个周三、周五 14:00-16:00": ["周五"],
    "每月第一个周三、五 14:00-16:00": ["每月第一个周三", "五"],
    "第三个周三 9:00-11:00": ["第三个周三"],
    "每月1日至5日 9:00-11:00": ["至5日"],
    "每月月底 9:00-11:00": ["每月月底"],
    "隔周周三下午2点到4点": ["隔周"],
    "双周周三下午2点到4点": ["双周"],
    "每季度一次": ["每季度一次"],
    "每月第一个周三": ["每月第一个周三"],
    "每月第一个周三下午": ["下午"],
    "每月15日全天": ["全天"],
    "下午2点到4点": ["下午2点到4点"],
    "每周五 2:00-4:00": ["2:00-4:00"],
    "电话预约": ["电话预约"],
    "每月15日 14:00-16:00，遇节假日顺延一周": ["遇节假日顺延一周"],
    "每月15日 14:00-16:00，遇节假日顺延至次日": ["遇节假日顺延至次日"],
    "每月15日 14:00-16:00，遇节假日提前": ["遇节假日提前"],
    "每月15日 14:00-16:00，遇节假日照常": ["遇节假日照常"],
    "每月15日 14:00-16:00，遇周末、节假日顺延": ["遇周末、节假日顺延"],
    "每月15日 14:00-16:00，周末休息": ["周末休息"],
    "每月15日 14:00-16:00；每周六9:00-11:00（遇节假日顺延）": ["每月15日 14:00-16:00"],
    "每周五 14:00-16:00、15:00-17:00": ["15:00-17:00"],
    "每月5日、5日 14:00-16:00": ["14:00-16:00"],
    "每周五加开 14:00-16:00": ["每周五加开"],
    "每周五、五 14:00-16:00": ["每周五、五"],
    "每周五 14:00-16:00（15:30停止取号）": ["15:30停止取号"],
    "每周五 14:00-17:00，15:00-15:30休息": ["15:00-15:30休息"],
    "每周五 14:00-16:00，周五上午不接待": ["上午不接待"],
    "其余时间 14:00-16:00": ["其余时间"],
    "每周五 14:00-16:00，节假日请先打电话": ["节假日请先打电话"],
}


def opening(days: Iterable[str], opens: str, closes: str, on_holiday: str = "") -> Record:
    return {"days": tuple(days), "opens": opens, "closes": closes, "on_holiday": on_holiday}


def rule(freq: str, opens: str, closes: str, on_holiday: str, *, nth: str = "", weekday: str = "", day: str = "") -> Record:
    return {"freq": freq, "nth": nth, "weekday": weekday, "day": day, "opens": opens, "closes": closes, "on_holiday": on_holiday}


def clock(digits: str) -> str:
    return f"{digits[:2]}:{digits[2:]}"


def hours_meant(notation: str) -> list[Record]:
    records = []
    for clause in notation.split("|"):
        days, *spans = clause.split()
        holiday = spans.pop() if spans[-1].isalpha() else ""
        for span in spans:
            records.append(opening([WEEK[int(day) - 1] for day in days], clock(span[:4]), clock(span[5:]), holiday))
    return records


def reception_meant(notation: str) -> list[Record]:
    records = []
    for clause in notation.split("|"):
        day, span, holiday = clause.split()
        nth, has_weekday, weekday = day.partition("w")
        when = {"nth": nth[1:].replace("L", "last"), "weekday": WEEK[int(weekday) - 1]} if has_weekday else {"day": nth[1:]}
        freq, on_holiday = "monthly" if nth else "weekly", holiday.replace("next", "next_workday")
        records.append(rule(freq, clock(span[:4]), clock(span[5:]), on_holiday, **when))
    return records


@pytest.mark.parametrize(("text", "meaning"), HOURS.items())
def test_hours_are_read(text: str, meaning: str) -> None:
    assert read_hours(text) == Read(tuple(hours_meant(meaning)))


@pytest.mark.parametrize(("text", "note"), NOTES.items())
def test_what_is_no_time_of_opening_is_kept_as_a_note(text: str, note: str) -> None:
    read = read_hours(text)
    assert (read.note, read.unread) == (note, ())
    assert read.records
    assert "停止" not in write_hours(read.records)


def test_round_the_clock_in_digits() -> None:
    assert read_hours("24/7") == read_hours("每天24小时")


def test_hours_that_say_nothing_of_holidays_do_not_come_to_say_it() -> None:
    (unsaid,) = read_hours("每天9:00-17:00").records
    assert unsaid["on_holiday"] == ""
    assert write_hours([unsaid]) == "每天 9:00–17:00"
    assert write_hours([{**unsaid, "on_holiday": "unknown"}]) == "每天 9:00–17:00（节假日请先打电话）"


@pytest.mark.parametrize(("text", "meaning"), RECEPTION.items())
def test_reception_days_are_read(text: str, meaning: str) -> None:
    assert read_reception(text) == Read(tuple(reception_meant(meaning)))


@pytest.mark.parametrize(("text", "parts"), NOT_HOURS.items())
def test_what_is_not_certain_of_hours_is_quoted(text: str, parts: list[str]) -> None:
    assert_named(read_hours(text), parts)


@pytest.mark.parametrize(("text", "parts"), NOT_RECEPTION.items())
def test_what_is_not_certain_of_reception_is_quoted(text: str, parts: list[str]) -> None:
    assert_named(read_reception(text), parts)


def assert_named(read: Read, parts: list[str]) -> None:
    assert (read.records, [one.part for one in read.unread]) == ((), parts)
    assert all(one.advice for one in read.unread)


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_hours, "单双休", "“单双休”看不懂，请写成“周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00”这样"),
        (read_hours, "每天上午9点到5点", "“上午9点到5点”结束不比开始晚，请写成“9:00–17:00”这样"),
        (read_hours, "周三1点到3点", "“1点到3点”没有写明上午还是下午，请写成“13:00–15:00”这样"),
        (read_hours, "周三7点到9点", "“7点到9点”没有写明上午还是下午，请写成“07:00–09:00”或“7:00–21:00”或“19:00–21:00”这样"),
        (read_hours, "周日至周四9:00-12:00", "“周日至周四”说不准是哪几天，请写成“周一至周四、周日”这样"),
        (read_hours, "周三9:00-12:00，10:00-13:00", "“10:00-13:00”和同一天的 9:00–12:00 重叠，请改正或合并"),
        (
            read_hours,
            "夏季9:00-12:00左右",
            "“夏季”不是全年都一样，一次只能登记一套时间：请分成两张表，一张只写现在的，如“每天 9:00–18:00”，另一张只写换季以后的，"
            "到换的那天再导入；“左右”不是准确的时间，请写准",
        ),
        (
            read_hours,
            "夏季9:00-18:00，冬季9:00-17:00",
            "“夏季”“冬季”不是全年都一样，一次只能登记一套时间：请分成两张表，一张只写现在的，如“每天 9:00–18:00”，另一张只写换季以后的，"
            "到换的那天再导入",
        ),
        (
            read_reception,
            "每月31日9:00-11:00",
            "“每月31日”不是每个月都有，请写 1 日到 28 日，或第一个到第四个、最后一个周几，如“每月最后一个周五”",
        ),
        (read_reception, "看情况", "“看情况”看不懂，请写成“每月第一个周三 14:00–16:00（遇节假日顺延）”这样"),
    ],
)
def test_messages(read: Callable[[str], Read], text: str, message: str) -> None:
    assert problems(read(text).unread) == message


def test_quotes_in_messages_are_fit_to_be_shown() -> None:
    assert problems([Unread("打13800138000\n预约\u200b", "。")]) == "“打138****8000 预约〈U+200B〉”。"
    assert problems([Unread("甲" * 50, "。")]) == f"“{'甲' * 40}……”。"


def test_the_register_comes_back_the_same() -> None:
    files = sorted(TREE.glob("docs/_data/stations/*.yml"))
    stations = [one for path in files for one in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)]
    for station in stations:
        hours, reception = station.get("hours", []), station.get("reception", [])
        assert read_hours(write_hours(hours)).records == tuple(opening(**one) for one in hours)
        assert read_reception(write_reception(reception)).records == tuple(rule(**one) for one in reception)
    assert any(station.get("hours") for station in stations)
    assert any(station.get("reception") for station in stations)


@pytest.mark.parametrize(
    "form",
    [
        "周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00；节假日休息",
        "每天 8:30–20:30（节假日照常）",
        "周一至周三、周六、周日 07:00–09:00；周四 凌晨1:30–5:00；周五 0:00–24:00",
        "周一至周五（节假日休息）9:00–17:00；周六（节假日照常）9:00–12:00；周日 9:00–12:00",
        "周一至周五（节假日请先打电话）9:00–17:00；周六（节假日照常）9:00–12:00；周日 9:00–12:00",
        "周一至周五 9:00–17:00；周三加开 18:30–20:00；周四、周五加开（节假日照常）20:00–21:00",
    ],
)
def test_one_form_of_hours(form: str) -> None:
    assert write_hours(read_hours(form).records) == form


def test_one_form_of_reception_days() -> None:
    form = "每月第一个周三 14:00–16:00（遇节假日顺延）；每月最后一个周六 9:00–11:00（遇节假日取消）；每月15日 18:30–20:00（遇节假日顺延）；每周五 07:00–08:30（遇节假日取消）"
    assert write_reception(read_reception(form).records) == form


def test_values_fit_the_register() -> None:
    assert make.opening(**read_hours("周六9:00-12:00").records[0]) == make.opening(("六",), "09:00", "12:00", "")
    assert make.reception(**read_reception("每月8号9:00-12:00").records[0]) == make.reception(
        "monthly", "", "", "8", "09:00", "12:00", "skipped"
    )


# Whatever the register holds comes back.


def digital(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def spans(most: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Times in minutes, in any order, that may touch and do not overlap."""

    def pairs(minutes: set[int]) -> st.SearchStrategy[list[tuple[int, int]]]:
        ordered = sorted(minutes)
        touching = list(pairwise(ordered))
        return st.sampled_from([touching, touching[::2]]).flatmap(st.permutations)

    return st.sets(st.integers(0, 24 * 60), min_size=2, max_size=most + 1).flatmap(pairs)


@st.composite
def registered_hours(draw: st.DrawFn) -> list[Record]:
    """Openings as a register may hold them: days several times, in any order, holidays mixed; nothing overlaps."""
    found: list[Record] = []
    for start, end in draw(spans(6)):
        for days in draw(st.lists(st.sets(st.sampled_from(WEEK), min_size=1), min_size=1, max_size=3)):
            left = days - {day for one in found if one["opens"] == digital(start) for day in one["days"]}
            if left:
                holiday = draw(st.sampled_from(["", "", "closed", "open", "unknown"]))
                found.append(opening(sorted(left, key=WEEK.index), digital(start), digital(end), holiday))
    return draw(st.permutations(found))


@given(registered_hours())
@quickly
def test_hours_written_read_back_the_same(hours: list[Record]) -> None:
    text = write_hours(hours)
    assert read_hours(text) == Read(tuple(hours)), text


@st.composite
def registered_reception(draw: st.DrawFn) -> Record:
    ((start, end),) = draw(spans(1))
    days: dict[str, str] = draw(
        st.fixed_dictionaries({"weekday": st.sampled_from(WEEK)})
        | st.fixed_dictionaries({"weekday": st.sampled_from(WEEK), "nth": st.sampled_from(["1", "2", "3", "4", "last"])})
        | st.fixed_dictionaries({"day": st.integers(1, 28).map(str)})
    )
    freq = "weekly" if list(days) == ["weekday"] else "monthly"
    return rule(freq, digital(start), digital(end), draw(st.sampled_from(["next_workday", "skipped"])), **days)


@given(st.lists(registered_reception(), min_size=1, max_size=4))
@quickly
def test_reception_written_reads_back_the_same(rules: list[Record]) -> None:
    text = write_reception(rules)
    assert read_reception(text) == Read(tuple(rules)), text


# What an independent speller writes, knowing only what the hours are, is read to what it meant.


def spoken(minute: int, draw: st.DrawFn, part: str | None = None) -> tuple[str, str]:
    """A time as people say it, and the part of the day it says; without that where it is the same as `part` (9点到11点)."""
    hour, rest = divmod(minute, 60)
    said, shown = ("上午", hour) if hour < 12 else ("中午", 12) if hour == 12 else ("下午", hour - 12) if hour < 18 else ("晚上", hour - 12)
    word = {"上午": ["上午", "早上", "早"], "晚上": ["晚上", "晚", "晚间"]}.get(said, [said])
    prefix = "" if said == part and draw(st.booleans()) else draw(st.sampled_from(word)) + draw(st.sampled_from(["", " "]))
    han = ["零", *"一两三四五六七八九十", "十一", "十二"][shown]
    tail = {0: ["", "整"], 15: ["一刻", "15分", "15"], 30: ["半", "30分"], 45: ["三刻", "45分"]}.get(rest, [f"{rest:02d}分", f"{rest:02d}"])
    unit = draw(st.sampled_from("点时"))
    digits = [f"{shown}:{rest:02d}", f"{shown}：{rest:02d}", f"{shown}.{rest:02d}", f"{shown}{unit}{draw(st.sampled_from(tail))}"]
    return prefix + draw(st.sampled_from([*digits, f"{han}{unit}{tail[0]}"] if rest % 15 == 0 else digits)), said


def spelled_span(start: int, end: int, draw: st.DrawFn) -> str:
    to = draw(st.sampled_from(["-", "—", "——", "–", "～", "~", "至", "到", " - ", "－"]))
    if draw(st.booleans()):
        return f"{digital(start)}{to}{digital(end)}".replace(":", draw(st.sampled_from(":：.")))
    first, part = spoken(start, draw)
    return first + to + spoken(end, draw, part)[0]


def spelled_days(days: list[int], draw: st.DrawFn) -> str:
    week = draw(st.sampled_from(["周", "星期", "礼拜", "每周"]))
    names = [week + WEEK[day] for day in days]
    ways = ["、".join(names), "，".join(names), "和".join(names), week + "、".join(WEEK[day] for day in days)]
    if days == list(range(days[0], days[-1] + 1)) and len(days) > 1:
        to = draw(st.sampled_from(["至", "到", "-", "—", "～"]))
        ways += [f"{names[0]}{to}{names[-1]}", f"{names[0]}{to}{WEEK[days[-1]]}"]
    ways += {(0, 1, 2, 3, 4): ["工作日"], (5, 6): ["周末", "双休日", "周六日"], tuple(range(7)): ["每天", "每日", "天天"]}.get(
        tuple(days), []
    )
    return draw(st.sampled_from(ways))


@st.composite
def spelled_hours(draw: st.DrawFn) -> tuple[str, list[Record]]:
    """A cell as someone might fill it, and the openings that he meant."""
    rest, clauses = list(range(7)), []
    meant: list[tuple[list[int], int, int]] = []
    while rest and (not meant or draw(st.booleans())):
        days = sorted(draw(st.sets(st.sampled_from(rest), min_size=1)))
        rest = [day for day in rest if day not in days]
        times = sorted(draw(st.sets(st.integers(6 * 12, 24 * 12 - 1), min_size=2, max_size=6)))
        pairs = [(5 * start, 5 * end) for start, end in zip(times[::2], times[1::2], strict=False)]
        meant += [(days, start, end) for start, end in pairs]
        gap, between = draw(st.sampled_from(["", " ", "：", "，", ":"])), draw(st.sampled_from(["，", "、", " ", "；", ", "]))
        clauses.append(spelled_days(days, draw) + gap + between.join(spelled_span(start, end, draw) for start, end in pairs))
    sayings = {"": [""], "closed": ["，节假日休息", "；法定节假日除外"], "open": ["；节假日照常开放"]}
    holiday = draw(st.sampled_from([*sayings]))
    text = draw(st.sampled_from(["；", ";", "。", "\n", "，", " "])).join(clauses) + draw(st.sampled_from(sayings[holiday]))
    return text, [opening([WEEK[day] for day in days], digital(start), digital(end), holiday) for days, start, end in meant]


@given(spelled_hours())
@quickly
def test_spelled_hours_are_read_to_what_was_meant(spelled: tuple[str, list[Record]]) -> None:
    text, meant = spelled
    assert read_hours(text) == Read(tuple(meant)), text


# Nothing is passed over, nothing crashes, nothing hangs.

SPELLINGS = [*HOURS, *NOTES, *NOT_HOURS, *RECEPTION, *NOT_RECEPTION]
STRANGE = [
    "甲",
    "\u200b",
    "²",
    "٣",
    "一",
    "日",
    "9",
    ":",
    "点",
    "至",
    "（",
    "上午",
    "节假日",
    "休息",
    "每月",
    "第",
    "\x00",
    "🙂",
    "㊀",
    "\ud800",
]


def assert_read_or_named(text: str) -> None:
    for read, write in ((read_hours, write_hours), (read_reception, write_reception)):
        found = read(text)
        assert not (found.note and found.unread)
        assert bool(found.records) != bool(found.unread)
        assert all("00:00" <= one["opens"] < one["closes"] <= "24:00" and one.get("days") != () for one in found.records)
        assert all(one.part in text and one.advice for one in found.unread)
        if found.records:
            assert read(write(found.records)).records == found.records, text


@given(st.text(max_size=60))
@quickly
def test_any_text_is_read_or_named(text: str) -> None:
    assert_read_or_named(text)


@given(st.sampled_from(SPELLINGS), st.integers(0, 60), st.integers(0, 6), st.sampled_from(["", *STRANGE]), st.sampled_from(SPELLINGS))
@quickly
def test_damaged_spellings_are_read_or_named(text: str, at: int, cut: int, strange: str, other: str) -> None:
    assert_read_or_named(text[:at] + strange + text[at + cut :])
    assert_read_or_named(text[:at] + other[at // 2 :])


@pytest.mark.parametrize("text", [*HOURS, *NOTES, *RECEPTION])
def test_a_word_too_many_is_named_wherever_it_stands(text: str) -> None:
    read = read_reception if text in RECEPTION else read_hours
    for at in range(len(text) + 1):
        found = read(text[:at] + "甲" + text[at:])
        assert found.records == ()
        assert any("甲" in one.part for one in found.unread)


@given(st.sampled_from([*HOURS, *RECEPTION]), st.randoms(use_true_random=False))
@quickly
def test_signs_that_look_alike_mean_the_same(text: str, dice: random.Random) -> None:
    read = read_hours if text in HOURS else read_reception
    alike = {"-": "-－–—―−~～", ":": ":：∶", ",": ",，", ";": ";；", "(": "(（[【", ")": ")）]】", " ": " \u3000\u00a0\t", "、": "、/&"}
    group = {sign: signs for signs in alike.values() for sign in signs}
    typed = "".join(dice.choice(group.get(one, one + chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one)) for one in text)
    assert read(typed) == read(text), typed


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "周一、",
        "周一至",
        "每月1、",
        "每月第一个、",
        "上午",
        "上午9点到",
        "9:00-17:00，",
        "周一9:00-17:00；",
        "（",
        " ",
        "休",
        "午休",
        "下午",
        "16:30停止",
        "业务",
        "9:00",
        "节假日、",
        "除",
        "一",
        "十",
    ],
)
def test_long_texts_are_read_or_named(piece: str) -> None:
    assert_read_or_named((piece * 2000)[:2000])
    assert_read_or_named("每月" + (piece * 2000)[:1900] + "甲")
    assert_named(read_hours(piece * 2001), [(piece * 20)[:20]])
