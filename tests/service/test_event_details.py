"""The log of an audit in the console: what the crawl notes is told in Chinese, what only names an address stays as it is."""

import pytest

from service.runs.event_details import event_detail


@pytest.mark.parametrize(
    ("kind", "detail", "words"),
    [
        ("started", "max_pages 300, rate 0.5/s", "最多读 300 页，每秒最多 0.5 次请求"),
        ("finished", "1087 pages, 217 links, 243 requests, 659315 bytes", "1,087 页，217 个链接，243 次请求，0.7 MB"),
        ("paused", "www.x.gov.cn 429 Retry-After 1.0", "www.x.gov.cn 答复 429，要求 1 秒后再访问"),
        ("paused", "www.x.gov.cn 429 Retry-After None", "www.x.gov.cn 答复 429"),
        ("paused", "错峰时段结束，11-23 22:00 接着抓取", "错峰时段结束，11-23 22:00 接着抓取"),
        (
            "calibration",
            "www.x.gov.cn: redirect to http://www.x.gov.cn; a page titled '页面不存在'",
            "www.x.gov.cn：跳转到 http://www.x.gov.cn；显示标题为“页面不存在”的页面",
        ),
        ("carried_over", "12 of 30 pages", "30 页中的 12 页"),
        ("slowed", "www.x.gov.cn", "www.x.gov.cn"),
        ("of another version", "3 pages", "3 pages"),
    ],
)
def test_particulars_are_told_in_chinese(kind: str, detail: str, words: str) -> None:
    assert event_detail(kind, detail) == words
