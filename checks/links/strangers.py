"""What pages of other sites turned into (外站变质): domains for sale, gambling, pornography, loans; told by their words."""

import re

from portal.other_pages import OtherPage

# Words of pages that registrars and brokers show in place of a site.
FOR_SALE = re.compile(
    r"域名(?:正在)?(?:出售|转让|出租|交易|停放)|出售(?:此|该|本)域名|(?:此|该|本)域名(?:正在|可能正?在|已|现)?(?:被)?(?:出售|转让|到期|过期|停放|可以购买)"
    r"|购买(?:此|该|这个)域名|domain (?:name )?(?:is |may be )?for sale|buy this domain|parked (?:free|domain)|domain has expired"
    r"|this domain is parked|hugedomains|sedo domain parking|dan\.com",
    re.IGNORECASE,
)
LURES = re.compile(
    r"百家乐|时时彩|六合彩|博彩|赌场|娱乐城|真人(?:视讯|荷官|娱乐)|老虎机|棋牌(?:游戏|平台|娱乐)|彩票(?:平台|投注|开户)|体育投注|外围投注|北京赛车|澳门(?:新葡京|威尼斯人|银河)|葡京"
    r"|成人(?:视频|电影|影院|网站)|色情|裸聊|约炮|无码|情色|一夜情|黄色电影|网贷口子|无抵押贷款|贷款秒批|代开发票|办证刻章|私服"
)
# Words of reports about such things; a page with them is a newspaper, not a casino.
REPORTED = re.compile(
    r"警方|公安|查处|打击|严打|整治|专项|破获|抓获|犯罪|禁赌|反诈|举报|案件|被判|新闻|通报|法院|检察|福利彩票|体育彩票|福彩|体彩"
)
_ENOUGH = 2  # different lures before a page is called one


def offers_domain(page: OtherPage) -> bool:
    """Whether a page offers its own domain: it says so in its title, or hardly says anything else."""
    return FOR_SALE.search(page.title) is not None or (
        FOR_SALE.search(page.words) is not None and len(page.words) < 400 and not REPORTED.search(page.words)
    )


def lures_of(words: str) -> tuple[str, ...]:
    """Words of gambling, pornography and loans in a text; none where it speaks about them as a newspaper does."""
    return () if REPORTED.search(words) else tuple(dict.fromkeys(LURES.findall(words)))


def is_lure(page: OtherPage) -> bool:
    """Whether a page's title, backed by its text, is that of a casino and the like."""
    title = lures_of(page.title)
    return bool(title) and len(lures_of(f"{page.title} {page.words}")) >= _ENOUGH
