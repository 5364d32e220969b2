"""Attachments (附件) of pages: which links are files, and what they are called."""

import pytest

from portal.content_facts import Attachment
from tests.portal.samples import article, list_page, read

URL = "http://www.qinghexia.gov.cn/zwgk/202602/t20260211_12.html"


def attachments(body: str) -> list[tuple[str, str, str]]:
    rows = [row for row in read(article(body), url=URL).records if isinstance(row, Attachment)]
    assert [row.position for row in rows] == list(range(len(rows)))
    return [(row.url.rsplit("/", 1)[-1], row.name, row.suffix) for row in rows]


TEXT = "<p>春季招聘会将于下周六在县体育馆举办，请有意参加的企业填写报名表并按时报送，联系人见附件所列名单。</p>"


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<a href="P1.docx">附件1：报名表</a>', ("P1.docx", "附件1：报名表", "docx")),
        ('<a href="P1.PDF">招聘岗位一览</a>', ("P1.PDF", "招聘岗位一览", "pdf")),
        ('<a href="9f0c.html" title="岗位汇总表">9f0c.xlsx</a>', ("9f0c.html", "9f0c.xlsx", "xlsx")),
        ('<a href="P1.doc" title="招聘会报名表.doc">招聘会报...</a>', ("P1.doc", "招聘会报名表.doc", "doc")),
        ('<a href="P1.doc" title="报名表">P1.doc</a>', ("P1.doc", "报名表", "doc")),
        ('<a href="down.jsp?i=3&filename=bmb.xls">报名表</a>', ("down.jsp?i=3&filename=bmb.xls", "报名表", "xls")),
        ('<a href="/system/download.do?id=3">附件：报名表</a>', ("download.do?id=3", "附件：报名表", "")),
        ('<a href="map.jpg">附图</a>', ("map.jpg", "附图", "jpg")),
    ],
)
def test_files_are_found(markup: str, found: tuple[str, str, str]) -> None:
    assert attachments(f"{TEXT}<p>{markup}</p>") == [found]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="t20260101_3.html">相关新闻</a>',
        '<a href="photo.jpg">查看大图</a>',
        '<a href="/zwgk/fj/">附件下载专区</a>',
        '<img src="a.png">',
    ],
)
def test_other_links_are_none(markup: str) -> None:
    assert attachments(f"{TEXT}<p>{markup}</p>") == []


def test_a_file_linked_twice_is_one_and_rows_of_lists_are_none() -> None:
    assert len(attachments(f'{TEXT}<a href="a.pdf">下载</a><a href="a.pdf">附件</a>')) == 1
    rows = "".join(f'<li><a href="{n}.pdf">第{n}号文件</a><span>2026-02-0{n}</span></li>' for n in range(1, 7))
    assert not [row for row in read(list_page(rows)).records if isinstance(row, Attachment)]
