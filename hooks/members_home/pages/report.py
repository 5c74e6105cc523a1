"""The annual report as a page of the handbook."""

from __future__ import annotations

from html import escape

from ..model import addresses
from ..model.members import last_due
from ..model.report import annual
from ..model.site import Site
from .page import Linker, SitePage, chinese_date, crumbs, note


def page(site: Site) -> SitePage:
    """The report of the last year whose inspections are over: a column a street, so that it fits a phone turned sideways."""
    linker = Linker(site, addresses.REPORT)
    year = last_due(site.today.isoformat())
    report = annual(site, year)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name, _ in report.rows)
    body = "".join(
        f'<tr><th scope="row">{escape(column)}</th>{"".join(f"<td>{numbers[column]}</td>" for _, numbers in report.rows)}</tr>'
        for column in report.columns
    )
    day = chinese_date(site.today.isoformat())
    parts = [
        crumbs([linker.a("/handbook/", "编辑手册")]),
        f"# {year} 年年报",
        f'<p class="lead">登记册里的数，按街道汇总。{"示例区是虚构的，这些数也是。" if site.has_samples else ""}</p>',
        f'<div class="scroll" tabindex="0" role="region" aria-label="年报"><table class="report"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>',
        note(f"组织、党组织的数目截至 {year} 年底；覆盖方式、在用站点和待核实，是 {day}登记册里的样子。"),
        note("要 Excel 表，或者要别的年份，运行 <code>python3 scripts/manage.py report --year 2025</code>。"),
    ]
    description = f"{year} 年两新组织登记、年检、覆盖，党组织和站点的数目，按街道汇总。"
    return SitePage(addresses.REPORT, f"{year} 年年报", description, "docs/_data/branches.yml", "report", "\n\n".join(parts))
