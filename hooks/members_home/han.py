"""汉字 that stand for days of the week, for the weeks of a month, and for numbers."""

WEEK = "一二三四五六日"  # Monday first, as registers write the days
NTH = {"1": "第一个", "2": "第二个", "3": "第三个", "4": "第四个", "last": "最后一个"}  # by what registers write
DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
