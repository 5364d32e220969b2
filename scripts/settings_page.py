"""The page docs/settings.md: every setting of the service, in Chinese and English. A setting without words here is an error."""

from pathlib import Path
from typing import Any

from pydantic_core import PydanticUndefined

from scripts.markdown import joined, table
from service.settings import FILE_NAME, Settings

NOTICE = "<!-- Written by `make docs` from service/settings.py and scripts/settings_page.py; edit those instead. -->"
INTRODUCTION = f"""\
环境变量先于文件：在服务启动时所在文件夹里的 `{FILE_NAME}`，键为表中变量名去掉 `GONGKAI_` 后的小写。列表和表写成 JSON，例如
`GONGKAI_TRUSTED_PROXIES='["127.0.0.1"]'`。写错的名字和值，启动时逐行指出。时间单位为秒，大小单位为字节。

The environment comes before the file: `{FILE_NAME}` in the folder in which the service is started, keys as the variables without `GONGKAI_`, in
small letters. Lists and tables are JSON. A name or value that is wrong is told at the start, a line each. Times are in seconds, sizes in bytes."""
WORDS = {
    "data_dir": ("数据文件夹：自带数据库、密钥、存储、工作文件", "data folder: embedded database, keys, store, work under way"),
    "database_url": ("PostgreSQL 的地址；不写则用自带数据库。也可写作 `DATABASE_URL`", "address of PostgreSQL; the embedded one without it. Also `DATABASE_URL`"),
    "store_url": ("快照和报告存放处：文件夹（`file:///…`）或 `s3://桶/前缀`；默认数据文件夹里的 `store`", "where snapshots and reports go: a folder or `s3://bucket/prefix`; by default `store` in the data folder"),
    "store_options": ("存储的连接选项（fsspec），如 `endpoint_url`、`key`、`secret`", "options of the fsspec file system, such as `endpoint_url`, `key`, `secret`"),
    "host": ("监听地址；`0.0.0.0` 为所有网卡", "address to listen on; `0.0.0.0` for all"),
    "port": ("监听端口", "port to listen on"),
    "secret_key": ("登录会话的签名密钥；不写则首次启动时生成，存在数据文件夹", "signs sessions; by default made at the first start and kept in the data folder"),
    "metrics_token": ("从别的机器读 `/metrics` 时要带的令牌；不设则只许本机读", "token that opens `/metrics` to other machines; without it only to this one"),
    "secure_cookies": ("在 HTTPS 之后设为 true", "true behind HTTPS"),
    "trusted_proxies": ("反向代理的地址，只信它们转告的来访地址", "reverse proxies whose X-Forwarded-For is believed"),
    "slots": ("一个检查程序同时检查几个网站", "audits at once in one worker"),
    "heartbeat": ("检查进行中，每隔多久报一次平安", "between two signs of life of a running audit"),
    "lost_after": ("多久没有平安，就由别的检查程序接手", "without a sign of life for so long, another worker takes an audit up"),
    "tries": ("一次检查最多试几遍", "tries of one audit before it counts as failed"),
    "retry_after": ("第二遍之前等多久，以后每次加倍", "before the second try; twice as long before each further one"),
    "upload_limit": ("上传文件的上限", "largest upload"),
    "cache_limit": ("控制台所在机器上，从存储取来的存档网页最多占多少", "of archived pages fetched from the store, on the machine of the console"),
    "smtp_url": ("邮件服务器：`smtp://`、`smtps://` 或 `starttls://用户:口令@主机:端口`；不写则不发邮件", "mail server: `smtp://`, `smtps://` or `starttls://user:password@host:port`; no mails without it"),
    "mail_from": ("发件人", "sender of mails"),
    "allow_private": ("允许检查内网、本机地址上的网站；仅限内网自用", "sites on private or loopback addresses may be checked; for intranets only"),
    "hosts_file": ("检查时用的主机表", "host table for audits"),
    "nameserver": ("检查时用的域名服务器", "name server for audits"),
    "proxy": ("检查时经过的 HTTP 代理", "HTTP proxy for audits"),
}  # fmt: skip


def settings_page() -> str:
    """The whole page; raises KeyError for a setting that has no words, ValueError for words of one that is gone."""
    if gone := WORDS.keys() - Settings.model_fields.keys():
        raise ValueError(f"no such settings: {sorted(gone)}")
    rows = [(f"`GONGKAI_{name.upper()}`", _default(name), *WORDS[name]) for name in Settings.model_fields]
    heads = ("变量 variable", "默认 default", "说明", "meaning")
    return joined("# 服务的设置 Settings of the service", NOTICE, INTRODUCTION, table(heads, rows))


def _default(name: str) -> str:
    value: Any = Settings.model_fields[name].default
    if value is None or value is PydanticUndefined or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value.as_posix() if isinstance(value, Path) else f'{value:g}' if isinstance(value, float) else value}`"
