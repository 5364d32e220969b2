"""What the journal says (操作日志用语): acts and their particulars, which are kept under short names, in Chinese."""

from collections.abc import Mapping
from typing import Any

from reports.wording.words import KINDS, LEVELS
from service.words import PURPOSES, ROLES

ACTS = {
    "login": "登录",
    "login.failed": "登录失败",
    "login.limited": "多次登录失败，暂停登录",
    "logout": "退出",
    "password.set": "设置口令",
    "password.change": "修改口令",
    "account.change": "修改本人资料",
    "token.make": "生成接口令牌",
    "token.revoke": "撤销接口令牌",
    "user.make": "新增用户",
    "user.change": "修改用户",
    "user.reset": "重置口令",
    "user.must_change": "要求修改口令",
    "user.block": "停用用户",
    "user.unblock": "启用用户",
    "office.change": "修改本单位设置",
    "site.add": "添加网站",
    "site.change": "修改网站",
    "site.import": "导入网站清单",
    "site.remove": "删除网站",
    "site.tag": "修改标签",
    "ruleset.save": "保存规则集",
    "ruleset.restore": "恢复以前的规则集",
    "ruleset.withdraw": "撤下规则集",
    "schedule.add": "添加计划",
    "schedule.change": "修改计划",
    "schedule.on": "启用计划",
    "schedule.off": "停用计划",
    "schedule.remove": "删除计划",
    "schedule.run": "计划到时开始",
    "schedule.nothing": "计划到时没有可做的",
    "run.start": "发起检查",
    "run.cancel": "停止批次",
    "audit.cancel": "停止一个网站的检查",
    "followup.open": "改回待整改",
    "followup.notified": "通知整改",
    "followup.replied": "反馈整改情况",
    "followup.verified": "核实通过",
    "followup.rejected": "退回整改",
    "followup.closed": "销号",
    "followup.false_alarm": "认定误报",
    "followup.recheck": "申请复查",
    "followup.proof": "上传佐证材料",
    "followup.import": "读回工作簿",
    "waiver.make": "登记豁免",
    "waiver.revoke": "撤销豁免",
    "attestation.make": "登记核实结论",
    "attestation.revoke": "撤销核实结论",
    "mail.again": "重发邮件",
    "mail.trial": "发测试邮件",
    "retention.remove": "清理到期快照",
    "refused": "被拒绝的操作",
}
NAMES = {
    "role": "角色",
    "unit": "单位",
    "url": "网址",
    "name": "名称",
    "code": "网站标识码",
    "level": "层级",
    "kind": "类型",
    "region": "行政区划",
    "tags": "标签",
    "aliases": "其他域名",
    "rulesets": "规则集",
    "note": "说明",
    "crawl": "抓取设置",
    "digest": "邮件摘要",
    "by": "由",
    "id": "编号",
    "run": "批次",
    "audit": "检查",
    "audits": "检查数",
    "sites": "网站数",
    "subject": "主题",
    "changed": "修改",
    "unchanged": "没有变化",
    "new": "新增",
    "known": "已有",
    "unmatched": "对不上",
    "faulty": "有误",
    "bytes": "字节数",
    "sha256": "SHA-256",
    "method": "方法",
    "path": "地址",
    "version": "版本",
    "cron": "时间（cron）",
    "purpose": "用途",
    "enabled": "启用",
    "moment": "时刻",
    "days": "天数",
    "step": "办理记录编号",
    "text": "内容",
    "due": "期限",
    "contact": "联系方式",
    "address": "控制台地址",
    "off_peak": "抓取时段",
    "keep_months": "快照保留月数",
    "keep_at_least": "至少留几份快照",
}
VALUES: dict[str, Mapping[str, str]] = {
    "role": {role.value: words for role, words in ROLES.items()},
    "purpose": {purpose.value: words for purpose, words in PURPOSES.items()},
    "level": {level.value: words for level, words in LEVELS.items()},
    "kind": {kind.value: words for kind, words in KINDS.items()},
    "changed": NAMES,
}


def act_words(action: str) -> str:
    """What was done; an act of another version as it was noted."""
    return ACTS.get(action, action)


def detail_words(detail: Mapping[str, Any]) -> str:
    """`角色：责任单位；单位：市审计局`."""
    stated = ((name, value) for name, value in detail.items() if value not in (None, "", []))
    return "；".join(f"{NAMES.get(name, name)}：{_shown(name, value)}" for name, value in stated)


def _shown(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_shown(name, each) for each in value)
    if isinstance(value, dict):
        return detail_words(value)
    return VALUES.get(name, {}).get(str(value), str(value))
