"""What only the whole crawl can tell: how much an interpretation copies, and what came of a call for opinions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.interpretations.copying import copied_share
from portal.interpretations.relations import RESULT, core_name
from tests.portal.crawled import HOST, record
from tests.portal.samples import article

RULE = "第一条 为规范养犬行为，保障公民人身安全，维护市容环境和公共秩序，根据有关法律法规，结合本县实际，制定本办法。"
OTHER = "近年来群众对文明养犬的呼声很高，旧规定已经跟不上需要，为此县里组织起草了新的规矩，重点解决登记难、遛犬不牵绳等问题。"
CALL = "关于《青禾县养犬管理办法（征求意见稿）》公开征求意见的公告"
RESULT_TITLE = "《青禾县养犬管理办法（征求意见稿）》公开征求意见采纳情况"


def page(title: str, body: str, day: str, column: str = "通知公告") -> str:
    return article(body, title=title, attributes=f"发布时间：{day} 来源：青禾县公安局").replace(
        ">通知公告<", f">{column}<"
    )


@pytest.mark.parametrize(
    ("text", "least", "most"), [(RULE * 4, 1, 1), (OTHER * 4, 0, 0.1), (RULE * 2 + OTHER * 2, 0.3, 0.7)]
)
def test_the_copied_share_of_an_interpretation(text: str, least: float, most: float) -> None:
    document = (
        f"<p>清政办〔2026〕7号</p><p>各镇人民政府：</p><p>{RULE * 4}</p><p>青禾县人民政府</p><p>2026年1月30日</p>"
    )
    snapshot = record(
        {
            "/": "<html><body><a href='/zwgk/t20260201_1.html'>办法</a></body></html>",
            "/zwgk/t20260201_1.html": page("青禾县人民政府关于印发青禾县养犬管理办法的通知", document, "2026-02-01"),
            "/zwgk/t20260202_2.html": page(
                "《青禾县养犬管理办法》政策解读", f"<p>{text}</p>", "2026-02-02", "政策解读"
            ),
        }
    )
    [pairing] = snapshot.pairings()
    assert pairing.copied is not None
    assert least <= pairing.copied <= most


def test_too_little_text_is_not_compared() -> None:
    assert copied_share(RULE[:40], RULE * 4) is None


@given(st.text(alphabet="甲乙丙丁，。", max_size=300), st.text(alphabet="甲乙丙丁，。", max_size=300))
def test_shares_lie_between_none_and_all(text: str, source: str) -> None:
    share = copied_share(text, source)
    assert share is None or 0 <= share <= 1
    whole = copied_share(text, text)
    assert whole is None or whole == 1


def results(second: str, *, link: str = "", day: str = "2026-03-10") -> list[tuple[str, str, str]]:
    opinions = "<p>征集期间共收到意见三条，采纳两条，其余一条与上位法不符，没有采纳，感谢各界的支持和参与。</p>"
    snapshot = record(
        {
            "/": "<html><body><a href='/hd/t20260201_1.html'>征集</a></body></html>",
            "/hd/t20260201_1.html": page(
                CALL, f"<p>现公开征求意见，请于2026年3月3日前反馈。{OTHER}</p>", "2026-02-01", "意见征集"
            ),
            "/hd/t20260310_2.html": page(second, opinions + link, day, "结果反馈"),
        }
    )
    paths = {page.id: page.url.removeprefix(HOST) for page in snapshot.pages()}
    return [(paths[each.from_page], paths[each.to_page], each.by) for each in snapshot.relations(RESULT)]


def test_a_result_belongs_to_its_call_by_name() -> None:
    assert results(RESULT_TITLE) == [("/hd/t20260201_1.html", "/hd/t20260310_2.html", "title")]


def test_a_link_counts_before_names() -> None:
    found = results("征求意见结果反馈", link="<a href='/hd/t20260201_1.html'>征集公告</a>")
    assert found == [("/hd/t20260201_1.html", "/hd/t20260310_2.html", "link")]


@pytest.mark.parametrize(
    ("title", "day"), [("《青禾县停车管理办法》征求意见采纳情况", "2026-03-10"), (RESULT_TITLE, "2026-01-10")]
)
def test_other_names_and_older_results_do_not_belong(title: str, day: str) -> None:
    assert results(title, day=day) == []


def test_the_core_of_a_title() -> None:
    assert core_name(CALL) == core_name(RESULT_TITLE) == "青禾县养犬管理办法"
