"""Every rule: its name, its level and the one message that people get.

A message says what is wrong and what to do. The functions that find the faults are in `checks/` and `source/`.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    name: str
    level: str
    message: str


def _error(name: str, message: str) -> Rule:
    return Rule(name, "error", message)


def _warning(name: str, message: str) -> Rule:
    return Rule(name, "warning", message)


_ANY_FILE = (
    _error("not-utf8", "文件不是 UTF-8 编码。请用编辑器“另存为”，编码选 UTF-8。"),
    _error("tab-indentation", "行首用了制表符（Tab）。请换成空格。"),
    _error("fullwidth-colon-key", "“{key}”后面用了全角冒号。请改成半角冒号加一个空格：“{key}: ”。"),
    _error("yaml-syntax", "这里的写法读不懂（{detail}）。请对照上一条记录的缩进、引号和冒号。"),
    _error("value-cut-short", '“{value}”会被当成说明，不登出来。是内容，就给整句加英文双引号："{whole}"；是说明，就另起一行。'),
    _error("duplicate-key", "“{key}”写了两次，第一次在第 {first} 行。请只留一处。"),
    _error("yaml-alias-or-tag", "用了“{mark}”这种引用写法。请把内容原样写出来；要写这个符号本身，就给整句加双引号。"),
    _error("too-large-or-deep", "{detail}。请拆成几个文件，或检查缩进。"),
    _error("unknown-field", "没有“{key}”这一项{hint}。请改正或删去。"),
    _error("missing-field", "没有填。请补上。"),
    _error("wrong-type", "“{value}”不是{wanted}。请改正。"),
    _error("line-break-in-text", "“{value}”在 ⏎ 处换了行，这里只能写一行。请接成一行。"),
    _error("blank-at-ends", "“{value}”的开头或结尾有空格。请删去。"),
    _error("invisible-character", "这一行有看不见的字符（{code}）。请把这一行删掉重新输入。"),
    _error("structure-lost", "“{value}”{what}。{remedy}。"),
    _error("fullwidth-link", "“{value}”是全角符号，这样写认不出。请改成半角：{fix}"),
    _error("conflict-marker", "“{value}”是合并两个版本时留下的记号。请在两份里选定一份，把这些记号的行都删掉。"),
    _error("lookalike-character", "“{value}”（{code}）只是看上去像，不是常用的那个字。请删掉，重新输入{right}。"),
    _error("bad-file-name", "名字“{value}”不能用，只能用{wanted}。请改名，例如“{fix}”。"),
    _error("address-twice", "这个文件和 {first} 会是同一个网址“{value}”。请给其中一个改名。"),
    _error("picture-missing", "没有找到图片“{value}”。请核对文件名，写从本文件出发的路径，大小写也要一样。"),
    _error("picture-too-large", "图片有 {size} KB，最多 {most} KB。请缩小尺寸或压缩以后再放进来。"),
    _error("recording-missing", "没有找到录音“{value}”。请把 MP3 文件和课文放在一起，写从本文件出发的路径，大小写也要一样。"),
    _error("recording-not-mp3", "“{value}”不是 MP3 录音，只改文件名的后缀不算。请用录音软件另存为 MP3，再放进来。"),
    _error("recording-too-large", "录音有 {size} MB，最多 {most} MB。请用录音软件存成单声道、64 kbps 的 MP3，再放进来。"),
    _error("html-in-text", "这里写了 HTML 标签“{value}”。请改用普通文字或 Markdown。"),
    _error("live-content", "“{value}”不能用在课文里。请去掉花括号里的这一项，只用普通的 Markdown。"),
    _error("picture-not-ours", "图片“{value}”不在本站的文件夹里。请把图片放进来，写从本文件出发的路径。"),
    _error("unsafe-link", "链接“{value}”不能用。只能用 https、tel、mailto 和站内链接。"),
    _error("path-escape", "“{value}”指到了站点文件夹外面。请把文件放进来，写相对路径。"),
    _error("not-a-site-file", "这种文件（{ext}）不会发布到网站。请移走，或换成允许的格式：{allowed}。"),
    _error("no-files-read", "一条记录也没有读到。请确认文件没有被清空或移走。"),
    _error("empty-register", "文件是空的。不是有意的，请找回原来的内容；真的还没有记录，就写一行“[]”。"),
    _error("id-number-found", "“{value}”像身份证号。请删去，网站不公布个人信息。"),
    _error("mobile-number-found", "“{value}”像手机号。请删去，网站不公布个人电话。"),
)

_REGISTERS = (
    _error("bad-id", "“{value}”不是合格的编号。{wanted}。"),
    _error("duplicate-id", "编号“{value}”已经用在{first}。新记录请改用 {next}。"),
    _error("told-twice", "“{value}”在第 {first} 条记录里已经有了。请合成一条。"),
    _error("id-vanished", "编号“{value}”公布过，现在找不到了。请恢复这条记录；不用了的站点把 status 写成“closed”，区域写成“merged”。"),
    _warning("same-name-in-area", "“{value}”和 {first} 同区域同名。请确认是不是重复登记。"),
    _error(
        "register-vanished",
        "上次提交时这里有 {count} 条记录，现在没有了。请恢复：git checkout HEAD -- {path}；确实不要了的，先用 git 提交这次删除，再检查。",
    ),
    _error("not-in-vocabulary", "“{value}”不在可选范围。可选：{choices}。"),
    _error("unknown-area", "没有编号为“{value}”的区域。请核对 areas.yml。"),
    _error("unknown-reference", "没有编号为“{value}”的{what}。请核对编号。"),
    _error("area-parent-level", "上级“{parent}”是{parent_level}，不能直接管{level}。请改成上一级区域。"),
    _error("unknown-level-word", "“{value}”不是{level}的当地叫法。可用：{choices}。要用这个词，请先写进 duties.yml 的 level_words。"),
    _error("level-word-twice", "“{value}”已经是{level}的叫法。一个词只能是一级的叫法，请只留一处。"),
    _error("kind-does-not-fit-level", "“{kind}”不能设在{level}（{area}）。{level}可用：{choices}。"),
    _error("parent-cycle", "上级关系绕成了圈：{chain}。请改正其中一处。"),
    _error("parent-outside-area", "上级站点在“{area}”，不在本区域，也不在它的上级区域。请改选。"),
    _error("station-phone-is-mobile", "“{value}”像手机号。请改填办公座机。"),
    _error("phone-format", "“{value}”不像办公电话。请写成“010-00000000”这样的区号加座机，或全国统一的短号。"),
    _error("extension-format", "“{value}”不是分机号。请只写数字，如“801”。"),
    _error("curly-quotes", "“{value}”外面的中文引号会当成内容。请去掉引号，写成 {fix}。"),
    _error("bad-date", "“{value}”不是有效日期。请写成{fix}。"),
    _error("bad-time", "“{value}”不是有效时间。请写成{fix}，用半角冒号。"),
    _error("end-before-start", "结束“{end}”不晚于开始“{start}”。请改正。"),
    _error("verified-in-future", "核实日期“{value}”还没到。请写实际核实的那天。"),
    _warning("verification-overdue", "上次核实是 {value}，已超过 365 天，网页会标“待核实”。请核实后更新日期。"),
    _error("hours-overlap", "周{day}的开放时间“{first}”和“{second}”重叠。请合并或改正。"),
    _error("reception-not-computable", "这个接待日算不出日期（{detail}）。请写每周几、每月第几个周几（1–4 或 last）或每月几号（1–28）。"),
    _warning("reception-outside-hours", "接待时间“{value}”不在周{day}的开放时间内。请确认。"),
    _error("merged-without-successor", "已合并，但没有写并到哪里。请填 successor。"),
    _error("closed-without-date", "已停用或已合并，但没有写是哪天。请填 closed_on。"),
    _error("successor-closed", "并入的“{value}”也已停用或已合并。请改选别的。"),
    _error("refers-to-closed", "“{value}”已停用、已合并或已撤销。请改选别的。"),
    _warning("inspection-overdue", "“{value}”没有 {year} 年度的党建年检记录，网页的统计里算“待年检”。检查后请补上。"),
    _error("joint-branch-needs-two", "“{value}”是联合党支部，登记册里它只覆盖 {count} 家，至少两家。请核对组织的 covered_by，或改形式。"),
    _error("pairing-with-itself", "“{value}”和自己结对了。请改正其中一方。"),
    _error("pairing-twice", "这两方已经结过对，在 {first}。请只留一条。"),
    _error("figure-without-date-or-source", "“{value}”没有写{missing}。请补上。"),
    _error(
        "rate-not-derived",
        "“{value}”是比率，和分子、分母算出来的对不上，或没有写。请填 numerator 和 denominator；来源只给了比率的，写 quoted: true。",
    ),
    _error("position-outside-china", "坐标（经度 {lng}，纬度 {lat}）不在中国境内，经纬度多半写反了。请核对。"),
    _error("sample-in-production", "这是示例记录，正式发布不允许。请删去示例，换成真实记录。"),
    _error("duty-blank-in-production", "正式发布必须填写。请补上。"),
    _warning(
        "holiday-year-missing",
        "还没有 {year} 年的放假安排，接待日算不到那一年。国务院办公厅公布后，把通知存成文本文件，运行 manage.py holidays 文件名。",
    ),
    _error("address-vanished", "网址“{value}”没有页面。公布过的网址要一直能用：请恢复页面，或把这一行写成“/旧网址/ -> /新网址/”。"),
)

_TEXTS = (
    _error("front-matter-missing", "文件开头没有信息栏。请以一行“---”开始，写完各项后再写一行“---”。"),
    _error("number-twice", "第 {value} 讲已经有了：{first}。请改讲次。"),
    _error("number-outside-course", "讲次“{value}”不在 1–{last} 之内。请改正。"),
    _error("number-differs-from-file", "文件名说是第 {value} 讲，这里写的是第 {number} 讲。请改成一样的。"),
    _error("course-incomplete", "第 {value} 讲《{title}》还没有课文。请在 lessons/ 里写好这一讲。"),
    _error("section-missing", "缺少{value}。请补上。"),
    _error("section-order", "“{value}”的位置不对。顺序应是：{order}。"),
    _error("unknown-section", "没有“{value}”这一节。只能用：{order}。小标题请用 ###。"),
    _error("too-long", "连自测读完要 {minutes} 分钟（{count} 个汉字），最多 5 分钟（{most} 个）。请删去 {over} 个，或把要查的折起来。"),
    _error("too-short", "正文只有 {count} 个汉字，不到两分钟。请写到 351 字以上。"),
    _warning("length-off-target", "从场景到“记住三句话”有 {count} 个汉字，最好 {fewest} 到 {most} 个。请{remedy}。"),
    _warning(
        "rules-crowd-out",
        '“规定怎么说”占正文的 {share}%，最多 {most}%。请只留改变明天做法的几条，其余折起来：“??? note "要查条文"”，下面缩进四格。',
    ),
    _error("sentence-too-long", "这一句有 {count} 个汉字，最多 {most} 个（“{value}…”）。请断成几句；条文出处不算在内。"),
    _warning("quiz-gives-itself-away", "自测太好猜：{what}，最多 {most} {unit}（{found}）。{remedy}。"),
    _error("too-few-citations", "只引了 {count} 处条文，至少两处。请在“规定怎么说”里补上。"),
    _warning(
        "changed-since-checked", "条文核对之后正文改过，网页会提示。请对照条文再核一遍，运行 python3 scripts/manage.py checked {number}。"
    ),
    _error("remember-not-three", "“记住三句话”有 {count} 句，应是三句。请每句一行，写成“1. ……”。"),
    _error("questions-not-three", "“自测”有 {count} 题，应是三题。请写成“1. 题目”，下面缩进四格写“- [ ] 选项”。"),
    _error("question-without-one-right-answer", "第 {value} 题标了 {count} 个正确答案，应恰好一个“- [x]”，另有一个以上“- [ ]”。"),
    _error("too-many-choices", "第 {value} 题有 {count} 个选项，最多 {most} 个。请删去几个。"),
    _error("question-without-reason", "第 {value} 题没有解析。请在选项下面缩进四格写“解析：……”。"),
    _error("discussion-not-two-or-three", "“讨论题”有 {count} 题，应是两题或三题。请写成“1. 题目”。"),
    _error("leader-note-empty", "“!!! leader”下面没有内容，照这样会登在课文里。请把给主持人的话缩进四格写在它下面。"),
    _error("unknown-admonition", "课文里不能用“!!! {value}”。给主持人的话写“!!! leader”，其余写成普通段落。"),
    _warning("leader-note-missing", "主持人用的单子缺{value}。请按编辑手册写“!!! leader”。"),
    _warning("sheet-too-long", "主持人用的单子有 {count} 个汉字，超过 {most} 个，一张 A4 纸印不下。请缩短“!!! leader”里的话。"),
    _error("duplicated-passage", "这里有 {count} 个汉字和 {path} 第 {first} 行一样（“{value}…”）。请换一种说法，或只在一讲里说。"),
    _error("sms-too-long", "短信有 {count} 个字，最多 {most} 个，签名和链接另算。请缩短 {over} 个字。"),
    _warning(
        "sms-in-pieces",
        "连同签名（{signature} 个字）和链接（{link} 个字）有 {count} 个字，会按 {pieces} 条发。"
        "想合成一条，请缩短 {over} 个字：这里，或者 duties.yml 里的短信签名、网址。",
    ),
    _error("citation-unknown", "登记册里没有《{value}》。请核对名称，或先在 instruments.yml 登记。"),
    _error("citation-unread", "“{value}”这样写认不出是哪一条。请紧跟在》后面，逐条写全，如“《劳动合同法》第十条、第十一条”。"),
    _error("citation-out-of-range", "《{value}》共 {last} 条，没有第 {article} 条。请核对。"),
    _error("citation-part-missing", "《{value}》{within}共 {count} {unit}，没有{part}。请对照原文改正。"),
    _error("citation-superseded", "《{value}》{since}失效{by}。请改引现行规定。"),
    _error("citation-not-yet-effective", "《{value}》{since}，到 {day} 还没有施行。请改引当时有效的规定。"),
    _warning("citation-changes-soon", "《{value}》{since} 起有变：{note}。请准备修订这一处。"),
    _error("citation-without-public-text", "《{value}》没有公开全文可核，第 {article} 条的主题也没有登记。请只引名称。"),
    _warning(
        "law-shape-old",
        "这一行和登记册里的《{value}》对不上，款和项没有核对。请下载现行文本，运行 python3 scripts/manage.py laws 文件夹 --apply。",
    ),
    _warning(
        "law-changed-since-checked",
        "《{value}》{articles}在核对之后改过，网页会写“正在修订”。请运行 python3 scripts/manage.py laws 文件夹 --show {number} 对照新条文，"
        "改好后运行 checked {number}。",
    ),
    _error("checked-date-missing", '没有写哪天核对的条文。请填 checked: {{on: "日期"}}。'),
    _error("figure-without-source", "这一行有数字“{value}”，却没有出处。请在同一行写明来源的名称，放在《》里；或者删去数字。"),
    _error("policy-without-status", "没有写这项做法现在的状态。请填“现行”“历史”或“已被替代”。"),
    _error("heading-skips-level", "标题从 {before} 级跳到了 {after} 级。请逐级用 ## 和 ###。"),
    _error("image-without-alt", "图片“{value}”没有说明文字。请在方括号里写图里有什么。"),
    _error("link-text-says-nothing", "链接文字“{value}”没说去哪里。请写出目标的名字。"),
    _error("broken-link", "链接“{value}”找不到目标。请核对文件名或编号；站内页面写成从本文件出发的路径，如“../about.md”。"),
    _error("broken-anchor", "“{value}”里的小标题找不到。请核对 # 后面的文字。"),
    _error("duplicate-term", "“{value}”在第 {first} 条已经解释过。请只留一条。"),
    _error("duplicate-title", "标题“{value}”已经用在 {first}。请换一个。"),
    _error("picture-unknown-kind", "“{value}”不是图的种类。请在围栏开头写这几个词里的一个：{choices}；不是图，就删去围栏。"),
    _error("picture-without-title", "这张图没有标题。请在第一行写标题，标题里不用“|”。"),
    _error("picture-without-note", "这张图{what}。请在最后一行写“> 《名称》第几条”，说明这些内容出自哪里。"),
    _error("picture-line", "“{value}”{what}。{remedy}。"),
    _error("picture-lines-not-so-many", "{word}要有 {fewest} 到 {most} 行，这里是 {count} 行。请增减几行，或换一种图。"),
    _error("picture-part-too-long", "“{value}”有 {count} 个字，这里最多放 {most} 个。请写短一些，细节写进课文。"),
    _error("picture-number-not-in-text", "图里的“{value}”在正文里没有。图只画正文说过的：请核对这个数，或先写进正文。"),
    _error("picture-in-self-test", "自测里的{value}不会显示。请移到前面几节。"),
    _error("unknown-block", "没有“[[{value}]]”这种内容块。可用：{choices}。"),
    _warning("half-width-punctuation", "汉字之间用了半角标点。建议改成：{fix}"),
    _warning("space-in-text", "空格多了或少了。建议改成：{fix}"),
)

_EXCEL = (
    _error("unknown-header", "不认得“{value}”这一列。请改成导出表里的列名，用 --map 写明是哪一列，或者删去这一列。"),
    _error("merged-cell", "这里是合并的单元格。请取消合并，每一行都填上。"),
    _error("cell-error-value", "这里是“{value}”，Excel 没有算出来。请改成要填的内容，或者清空这一格。"),
    _error("header-twice", "“{value}”这一列写了两次，{first} 列已经有了。请只留一列。"),
    _error("line-break-in-cell", "“{value}”分成了几行，这一格只能写一行。请去掉 Alt+Enter 换的行。"),
    _error("stray-quote", '从这一行起有一个引号（"）没有配对，后面的读不下去。请删去它，或者另存为 .xlsx 再试。'),
    _error("not-a-choice", "“{value}”不在可选范围。可选：{choices}。"),
    _warning("example-row-changed", "这一行开头写着“示例行”，没有读。改成自己的内容，请写到下面的空行里。"),
    _error("name-not-single", "叫“{value}”的有 {count} 个：{found}。请写成其中的一个。"),
    _error("area-id-published", "“{value}”的编号“{first}”已经公布，别处的链接都指着它，不能再改。请改回“{first}”。"),
    _error("area-id-taken", "编号“{value}”{why}。请换一个，或者把这一格空着，由导入来编。"),
    _error("files-disagree", "这里写的是“{value}”，{first} 写的是“{other}”。请问清楚，改成一样的。"),
    _error("unknown-name", "没有叫“{value}”的{what}。请写登记册里的名称。"),
    _error("extension-twice", "办公电话里写了分机“{value}”，“分机”一列写的是“{other}”。请改成一样的。"),
    _warning("same-thing-again", "“{value}”登记册里已经有了（{first}），这一行当作改它。不是同一个的，请把名称写得有区别。"),
    _error("same-thing-unclear", "登记册里有几条“{value}”（{found}）。请在“编号”一列写明是哪一条。"),
    _error("number-where-text", "“{value}”是数字格式，开头的 0 可能已经丢了。请把这一列设成“文本”，照原样重新填。"),
    _error("date-as-number", "“{value}”不是写成文字的日期。请把这一格设成“文本”，写成 2026-11-01 这样。"),
    _error("formula-without-value", "这里是公式，没有算好的值。请在 Excel 里打开、保存一次，或者改成文字。"),
    _error("long-number-rounded", "这个数太长，Excel 已经改掉了后面几位。请把这一格设成“文本”，照原件重新填。"),
    _error("cell-not-understood", "{detail}。"),
    _error("phone-not-single", "“{value}”不是一个能直接拨的号码。请只留一个办公座机；有分机的，写成“010-00000000 转 801”。"),
    _error("row-changed-meanwhile", "登记册里的“{value}”在导出以后改过。请重新导出，把改动填到新表里。"),
    _error("mended-nothing", "写了“{value}”，这一行却没有一格改过。请把改了的写在那一格里；没有变化的，选“无变化”。"),
    _warning("nothing-to-date", "“{value}”没有记下：这张表没有核实日期。要补的，请写在“为什么要核实”说的那一格里。"),
    _error("duplicate-row", "{value}在{first}已经有了。请只留一行。"),
    _error("not-gb18030-nor-utf8", "文件的编码认不出。请在 Excel 里“另存为”，选“CSV UTF-8”。"),
)

# Where each is met, in words of the handbook.
RULES_BY_PLACE = {"每个文件都会碰到": _ANY_FILE, "登记册": _REGISTERS, "课文和别的文字": _TEXTS, "Excel": _EXCEL}
RULES: dict[str, Rule] = {rule.name: rule for rules in RULES_BY_PLACE.values() for rule in rules}
EXCEL_RULES = frozenset(rule.name for rule in _EXCEL)
