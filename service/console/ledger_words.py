"""Words and colours of the follow-up's states in pages (整改状态的用语)."""

from reports.ledgers.followup import State

COLOURS = {  # classes of badges
    State.OPEN: "fail",
    State.NOTIFIED: "review",
    State.REPLIED: "running",
    State.VERIFIED: "pass",
    State.REJECTED: "fail",
    State.CLOSED: "not_applicable",
    State.FALSE_ALARM: "unknown",
}
ACTS = {  # what a person does to bring a requirement there
    State.OPEN: "重新打开",
    State.NOTIFIED: "通知整改",
    State.REPLIED: "反馈",
    State.VERIFIED: "核实通过",
    State.REJECTED: "退回整改",
    State.CLOSED: "销号",
    State.FALSE_ALARM: "认定误报",
}
HINTS = {
    State.OPEN: "写明为什么重新打开",
    State.NOTIFIED: "给责任单位的说明，可以不填；会发邮件给该单位的用户",
    State.VERIFIED: "看了什么、怎么核实的，可以不填",
    State.REJECTED: "写明哪里还不合要求",
    State.CLOSED: "可以不填",
    State.FALSE_ALARM: "写明为什么是误报；检查结论不变，要不扣分请另登记豁免",
}
