"""What the columns of a table hold (表头), told from its header row."""

import re
from enum import StrEnum

from rulesets.importing.characters import even

_LONGEST_NAME = 16


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"  # 序号
    TASK = "task"  # 工作任务
    REQUIREMENT = "requirement"  # 具体要求
    LEAD = "lead"  # 责任单位, 牵头单位
    COOPERATING = "cooperating"  # 配合单位
    DUE = "due"  # 完成时限
    REMARK = "remark"  # 备注


_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.NUMBER, re.compile(r"序号?|编号|号|NO\.?", re.IGNORECASE)),
    (Role.REMARK, re.compile(r".*(?:领导|责任人|联系人|负责人|联系方式|电话).{0,4}")),
    (Role.DUE, re.compile(r".*(?:时限|期限|时间|节点|进度|日期).{0,4}")),
    (Role.COOPERATING, re.compile(r".*(?:配合|协办|协助|参与|参加).{0,4}")),
    (
        Role.LEAD,
        re.compile(
            r".*(?:责任|牵头|主办|承办|落实|实施)?(?:单位|部门|处室|科室|主体|机关|科股|责任人).{0,3}|.*(?:责任|牵头).{0,4}"
        ),
    ),
    (Role.REMARK, re.compile(r"备注|说明|完成情况|落实情况|进展情况|链接|得分|分值|备考|联系.*|电话")),
    (Role.REQUIREMENT, re.compile(r".*(?:要求|内容|措施|举措|目标|标准|事项|要点|做法).{0,2}")),
    (Role.TASK, re.compile(r".*(?:任务|类别|项目|领域|指标|板块|名称|分类|章节|工作).{0,2}")),
)


def role_of(name: str) -> Role | None:
    """What a column of this name holds; None for a cell that names no column."""
    words = re.sub(r"\s", "", even(name)).strip("：")
    if not words or len(words) > _LONGEST_NAME or re.search(r"[。；]", words):
        return None
    return next((role for role, form in _ROLES if form.fullmatch(words)), None)


def header_of(cells: list[str]) -> list[Role | None] | None:
    """Roles of the columns, when a row is a header (表头): all its cells name columns, of two roles at least."""
    filled = [cell for cell in cells if cell.strip()]
    roles = [role_of(cell) if cell.strip() else None for cell in cells]
    named = {role for role in roles if role}
    is_complete = sum(role is not None for role in roles) >= max(2, len(filled) - (len(filled) > 4))
    if len(named) < 2 or not is_complete or not named & {Role.REQUIREMENT, Role.TASK, Role.LEAD}:
        return None
    return _spread(roles)


def _spread(roles: list[Role | None]) -> list[Role | None]:
    """A nameless column belongs to the one before it, as where a header cell spans several columns."""
    spread: list[Role | None] = []
    for role in roles:
        spread.append(role or (spread[-1] if spread and spread[-1] in (Role.TASK, Role.REQUIREMENT) else None))
    return spread
