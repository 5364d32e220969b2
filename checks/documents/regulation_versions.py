"""Versions of administrative regulations (行政法规现行版本对照表): orders of the State Council (国务院令) that made, revised or replaced them.

Facts of public record, as known to the project in autumn 2025; a regulation that is not here is not judged, and a text newer than its last
version here is left to a person. Only regulations that concern every government's own work or that portals often reprint are listed.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Version:
    """One version: number of the order, the day it was given, the day it took effect."""

    order: int
    given_on: date
    in_force: date


@dataclass(frozen=True)
class Regulation:
    """A regulation, its versions from the first to the last, and when and by what it was replaced."""

    name: str  # without 中华人民共和国
    versions: tuple[Version, ...]
    repealed_on: date | None = None
    replaced_by: str = ""

    def current(self, on: date) -> Version | None:
        """The version in force on a day; None before the first."""
        return next((version for version in reversed(self.versions) if version.in_force <= on), None)


def _regulation(name: str, *versions: str, repealed: str = "", by: str = "") -> Regulation:
    """From `492 2007-04-05 2008-05-01`: order, given on, in force (the day it was given where left out)."""
    found = []
    for words in versions:
        order, given, *force = words.split()
        found.append(Version(int(order), date.fromisoformat(given), date.fromisoformat(force[0] if force else given)))
    return Regulation(name, tuple(found), date.fromisoformat(repealed) if repealed else None, by)


REGULATIONS = (
    _regulation("政府信息公开条例", "492 2007-04-05 2008-05-01", "711 2019-04-03 2019-05-15"),
    _regulation("重大行政决策程序暂行条例", "713 2019-04-20 2019-09-01"),
    _regulation("优化营商环境条例", "722 2019-10-22 2020-01-01"),
    _regulation("国务院关于在线政务服务的若干规定", "716 2019-04-26"),
    _regulation("政府督查工作条例", "733 2020-12-26 2021-02-01"),
    _regulation("机关事务管理条例", "621 2012-06-28 2012-10-01"),
    _regulation("行政法规制定程序条例", "321 2001-11-16 2002-01-01", "694 2017-12-22 2018-05-01"),
    _regulation("规章制定程序条例", "322 2001-11-16 2002-01-01", "695 2017-12-22 2018-05-01"),
    _regulation("行政区划管理条例", "704 2018-10-10 2019-01-01"),
    _regulation("企业信息公示暂行条例", "654 2014-08-07 2014-10-01", "777 2024-03-10 2024-05-01"),
    _regulation("保障中小企业款项支付条例", "728 2020-07-05 2020-09-01", "802 2025-03-17 2025-06-01"),
    _regulation("保障农民工工资支付条例", "724 2019-12-30 2020-05-01"),
    _regulation("市场主体登记管理条例", "746 2021-07-27 2022-03-01"),
    _regulation("促进个体工商户发展条例", "755 2022-10-01 2022-11-01"),
    _regulation("工伤保险条例", "375 2003-04-27 2004-01-01", "586 2010-12-20 2011-01-01"),
    _regulation("住房公积金管理条例", "262 1999-04-03", "350 2002-03-24", "710 2019-03-24"),
    _regulation("社会救助暂行办法", "649 2014-02-21 2014-05-01", "709 2019-03-02"),
    _regulation("国有土地上房屋征收与补偿条例", "590 2011-01-21"),
    _regulation(
        "物业管理条例", "379 2003-06-08 2003-09-01", "504 2007-08-26 2007-10-01", "666 2016-02-06", "698 2018-03-19"
    ),
    _regulation("城市供水条例", "158 1994-07-19 1994-10-01", "698 2018-03-19", "726 2020-03-27"),
    _regulation("食品安全法实施条例", "557 2009-07-20", "666 2016-02-06", "721 2019-10-11 2019-12-01"),
    _regulation("道路交通安全法实施条例", "405 2004-04-30 2004-05-01", "687 2017-10-07"),
    _regulation(
        "机动车交通事故责任强制保险条例",
        "462 2006-03-21 2006-07-01",
        "618 2012-03-30 2012-05-01",
        "630 2012-12-17 2013-03-01",
        "666 2016-02-06",
        "709 2019-03-02",
    ),
    _regulation("建设项目环境保护管理条例", "253 1998-11-29", "682 2017-07-16 2017-10-01"),
    _regulation("排污许可管理条例", "736 2021-01-24 2021-03-01"),
    _regulation(
        "土地管理法实施条例",
        "256 1998-12-27 1999-01-01",
        "588 2011-01-08",
        "653 2014-07-29",
        "743 2021-07-02 2021-09-01",
    ),
    _regulation("粮食流通管理条例", "407 2004-05-26", "638 2013-07-18", "666 2016-02-06", "740 2021-02-15 2021-04-15"),
    _regulation("民办教育促进法实施条例", "399 2004-03-05 2004-04-01", "741 2021-04-07 2021-09-01"),
    _regulation(
        "生猪屠宰管理条例",
        "238 1997-12-19 1998-01-01",
        "525 2008-05-25 2008-08-01",
        "588 2011-01-08",
        "666 2016-02-06",
        "742 2021-06-25 2021-08-01",
    ),
    _regulation("生产安全事故应急条例", "708 2019-02-17 2019-04-01"),
    _regulation("档案法实施条例", "772 2024-01-12 2024-03-01"),
    _regulation("城市房屋拆迁管理条例", repealed="2011-01-21", by="国有土地上房屋征收与补偿条例"),
    _regulation("公司登记管理条例", repealed="2022-03-01", by="市场主体登记管理条例"),
    _regulation("个体工商户条例", repealed="2022-11-01", by="促进个体工商户发展条例"),
    _regulation("排污费征收使用管理条例", repealed="2018-01-01", by="环境保护税法实施条例"),
    _regulation("化妆品卫生监督条例", repealed="2021-01-01", by="化妆品监督管理条例"),
    _regulation("档案法实施办法", repealed="2024-03-01", by="档案法实施条例"),
)
