"""Forms of addresses (网址形式) that content systems give to texts and to columns: evidence for what stands there, never proof."""

import re

TEXT_URL = re.compile(
    r"/t?(?:19|20)\d{6}_\d+\.\w+$|/art/\d{4}/|/art_[0-9a-f_]+\.html?$|/post_\d+\.\w+$|content/post_\d+|/content/(?:article|detail)/\d+|/content_\d+\.\w+$|/info/\d+/\d+\.\w+$"
    r"|/(?:19|20)\d{2}-?\d{2}[-/]?\d{0,2}/\w+\.\w+$|/20\d{4}/[0-9a-f]{20,}\.\w+$|/\d{3,}\.s?html?$|/doc_[0-9a-f]+\.\w+$|[?&](?:id|article_?id|newsid)=",
    re.IGNORECASE,
)
"""Addresses of texts: `t20230713_123.html`, `/art/2023/3/1/`, `/info/1028/147067.htm`, `content/post_1.html`, `2018-07-27/10366.html`…"""

COLUMN_URL = re.compile(
    r"/$|/(?:index|list|node|default)(?:[_-]?\d+)?\.(?:s?html?|jsp|aspx?|php)$|/col/col\d+|/column/|/channel_[^/]+/?$|/public/\d+/?$",
    re.IGNORECASE,
)
"""Addresses of columns: a folder, `index_2.html`, `/col/col85/index.html`, `/column/6629711`…"""
