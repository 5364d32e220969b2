"""Scrapy settings: its engine, with our scheduler, download handler and nothing in between.

Redirects, retries, robots.txt, politeness and de-duplication are this package's own work (docs/architecture.md says why), so that Scrapy's
middlewares and extensions for them are off.
"""

BOT_NAME = "gongkai"
SPIDER_MODULES = ["crawler.spider"]

TWISTED_REACTOR_ENABLED = False
SCHEDULER = "crawler.scheduler.FrontierScheduler"
DOWNLOAD_HANDLERS = {
    "http": "crawler.downloading.GuardedDownloadHandler",
    "https": "crawler.downloading.GuardedDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

# The frontier limits what is under way; these only have to be out of its way.
CONCURRENT_REQUESTS = 200
CONCURRENT_REQUESTS_PER_DOMAIN = 100
CONCURRENT_ITEMS = 1  # callbacks yield nothing, and Scrapy starts so many tasks for each answer
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0.0

DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE: dict[str, int] = {}
ITEM_PIPELINES_BASE: dict[str, int] = {}
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"
LOG_FORMATTER = "crawler.quiet.QuietFormatter"
LOG_LEVEL = "WARNING"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG_DATEFORMAT = "%Y-%m-%dT%H:%M:%S%z"
TELNETCONSOLE_ENABLED = False
