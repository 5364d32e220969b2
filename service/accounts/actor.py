"""Who acts, and what each role may do (操作人、权限)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from service.database.tables import Role, User
from service.refusals import RefusalError


class Right(StrEnum):
    """What can be allowed, with its Chinese words."""

    words: str

    def __new__(cls, value: str, words: str) -> "Right":
        """A member with its words."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    SEE = "see", "查看检查结果"
    REPLY = "reply", "回复整改情况"
    RECHECK = "recheck", "发起复查"
    MANAGE_SITES = "manage_sites", "管理网站"
    START_RUNS = "start_runs", "发起和取消检查"
    SUPERVISE = "supervise", "督办：通知、核实、销号、认定误报、豁免、登记核实结论"
    MANAGE_RULESETS = "manage_rulesets", "管理规则集"
    MANAGE_SCHEDULES = "manage_schedules", "管理计划"
    READ_JOURNAL = "read_journal", "查看操作日志"
    MANAGE_USERS = "manage_users", "管理用户"
    MANAGE_OFFICE = "manage_office", "修改本单位设置"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMINISTRATOR: frozenset(Right),
    Role.SUPERVISOR: frozenset(Right) - {Right.MANAGE_USERS, Right.MANAGE_OFFICE},
    Role.UNIT: frozenset({Right.SEE, Right.REPLY, Right.RECHECK}),  # all three for its own sites only
    Role.VIEWER: frozenset({Right.SEE}),
}


@dataclass(frozen=True)
class Actor:
    """Who does something: a user, or the service by itself (`user_id` None). `address` is the client's."""

    user_id: UUID | None
    login: str
    name: str
    role: Role
    unit_id: UUID | None = None
    address: str = ""
    must_change: bool = False  # the password, before anything else
    until: datetime | None = None  # when the token it came with ends

    def __post_init__(self) -> None:
        """A unit's actor without unit would see what belongs to nobody."""
        if self.role is Role.UNIT and self.unit_id is None:
            raise ValueError("a unit's user has a unit")

    @classmethod
    def of(cls, user: User, address: str = "") -> "Actor":
        """The actor a user is."""
        return cls(user.id, user.login, user.name or user.login, user.role, user.unit_id, address, user.must_change)

    @classmethod
    def system(cls) -> "Actor":
        """The service, for what runs by itself."""
        return cls(None, "system", "系统", Role.ADMINISTRATOR)

    def may(self, right: Right) -> bool:
        """Whether the role has this right."""
        return right in RIGHTS[self.role]

    def require(self, right: Right) -> None:
        """Raises RefusalError (403) without this right."""
        if not self.may(right):
            raise RefusalError.forbidden(f"您的角色没有这项权限：{right.words}")

    @property
    def only_unit(self) -> UUID | None:
        """The unit whose sites are all this actor may see; None: every site."""
        return self.unit_id if self.role is Role.UNIT else None
