"""Lists of sites as offices have them: their own headings, their own words for levels, and messages that quote a cell whole."""

from pathlib import Path

from portal.site import Level
from portal.site_list import read_site_rows

LIST = """云陵省政府网站底数表,,,,
序号,网站（栏目）名称,网址链接,行政层级,主办单位
1,云汀区人民政府,www.yunting99.gov.cn,区级,云汀区政府办公室
2,芦汀县人民政府,（筹建中，暂无）,县级,芦汀县政府办公室
3,砚溪县人民政府,www.yanxi.gov.cn,三级,
"""


def test_an_offices_own_list_is_read_and_broken_rows_are_quoted_whole(tmp_path: Path) -> None:
    path = tmp_path / "底数表.csv"
    path.write_text(LIST.replace("网站（栏目）名称", "网站名称（全称）"), encoding="utf-8")
    rows, broken = read_site_rows(path)
    [(number, site)] = rows
    assert (number, site.name, site.level, site.unit) == (3, "云汀区人民政府", Level.COUNTY, "云汀区政府办公室")
    assert [(row.row, row.what, row.mend) for row in broken] == [
        (4, "“（筹建中，暂无）”不是网址", "应以 http:// 或 https:// 开头"),
        (5, "层级“三级”不认识", "可写 国家、省、市、县、乡镇、部门"),
    ]
