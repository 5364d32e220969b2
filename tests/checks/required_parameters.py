"""Parameters that a ruleset must give, as it may write them (必填参数): of checks that have no meaning without."""

from typing import Any

REQUIRED: dict[str, dict[str, Any]] = {  # what a ruleset must give, as it may write it
    "columns.required": {"items": ["规划专栏", {"name": "应急预案", "contains": ["总体预案"], "max_age_days": 365}]},
    "documents.required": {
        "items": ["权责清单"],
        "period": "this_year",
        "place": ["法定主动公开内容"],
        "by": "2022-12-31",
    },
    "evidence.search": {"any_of": ["培训", ["政务公开", "信息公开"]], "period": {"year": 2022}, "proof": "培训通知"},
    "policy.platforms": {
        "platforms": [{"name": "惠企政策平台", "url": "http://hq.qinghexia.gov.cn/"}],
        "scope": "enterprise",
    },
}
