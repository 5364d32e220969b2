"""Files and pictures that turn out to be web pages."""

from pathlib import Path

from tests.crawler.crawling import crawl
from tests.crawler.servers import Reply, WebServer, page

_TABLE = (
    b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><table><tr><td>1</td></tr></table></body></html>'
)


def test_files_and_pictures_that_are_web_pages_are_left_to_a_person(tmp_path: Path, web: WebServer) -> None:
    links = ("/notice.docx", "/table.xls", "/mislabelled.pdf", "/viewer.jsp?file=a.pdf")
    web.reply("/", Reply(page("首页", *links, text='<img src="/picture.jpg">')))
    web.reply("/notice.docx", Reply(page("通知")))
    web.reply("/picture.jpg", Reply(page("图片")))
    web.reply("/table.xls", Reply(_TABLE))
    web.reply("/mislabelled.pdf", Reply(b"%PDF-1.4 words"))
    web.page("/viewer.jsp?file=a.pdf")
    crawled = crawl(tmp_path, web.url, render="never")
    assert crawled.verdict(web.url + "notice.docx") == ("suspect", "wrong_type")
    assert crawled.verdict(web.url + "picture.jpg") == ("suspect", "wrong_type")
    assert crawled.verdict(web.url + "table.xls") == ("ok", None)
    assert crawled.verdict(web.url + "mislabelled.pdf") == ("ok", None)
    assert crawled.verdict(web.url + "viewer.jsp?file=a.pdf") == ("ok", None)
