"""Chinese words of the service's closed lists (用语)."""

from service.database.tables import AuditState, Purpose, Role

ROLES = {
    Role.ADMINISTRATOR: "管理员",
    Role.SUPERVISOR: "监督员",
    Role.UNIT: "责任单位",
    Role.VIEWER: "查看",
}
PURPOSES = {
    Purpose.AUDIT: "检查",
    Purpose.QUICK: "快速检查",
    Purpose.RECHECK: "复查",
    Purpose.REJUDGE: "重新评判",
    Purpose.PROBE: "可用性探测",
}
AUDIT_STATES = {
    AuditState.QUEUED: "排队",
    AuditState.RUNNING: "检查中",
    AuditState.DONE: "完成",
    AuditState.FAILED: "未能检查",
    AuditState.CANCELLED: "已取消",
}
AUDIT_COLOURS = {  # classes of badges
    AuditState.QUEUED: "unknown",
    AuditState.RUNNING: "running",
    AuditState.DONE: "pass",
    AuditState.FAILED: "fail",
    AuditState.CANCELLED: "not_applicable",
}
