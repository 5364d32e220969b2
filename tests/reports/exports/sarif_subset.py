"""The part of SARIF 2.1.0 that gongkai writes, after the properties, enumerations and required members of the OASIS standard."""

from typing import Any

TEXT = {"type": "string", "minLength": 1}
MESSAGE = {"type": "object", "required": ["text"], "additionalProperties": False, "properties": {"text": TEXT}}


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _list(of: Any) -> dict[str, Any]:
    return {"type": "array", "items": of}


ARTIFACT = _object(["uri"], uri={"type": "string", "pattern": r"^[a-z]+://[!-~]+$"})
PHYSICAL = _object(["artifactLocation"], artifactLocation=ARTIFACT)
LOGICAL = _object([], fullyQualifiedName=TEXT, kind=TEXT)
LOCATION = _object(
    ["physicalLocation"],
    id={"type": "integer", "minimum": 0},
    physicalLocation=PHYSICAL,
    logicalLocations=_list(LOGICAL),
    message=MESSAGE,
)
RULE = _object(
    ["id", "shortDescription", "help"],
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=_object(["text"], text=TEXT, markdown=TEXT),
    properties={"type": "object"},
)
SUPPRESSION = _object(
    ["kind"],
    kind={"enum": ["inSource", "external"]},
    status={"enum": ["accepted", "underReview", "rejected"]},
    justification=TEXT,
)
RESULT = _object(
    ["message", "ruleId", "ruleIndex", "partialFingerprints"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    locations=_list(LOCATION),
    relatedLocations=_list(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    suppressions=_list(SUPPRESSION),
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    properties={"type": "object"},
)
# a result that is no failure has no level (section 3.27.9)
RESULT["if"] = {"not": {"properties": {"kind": {"const": "fail"}}}}
RESULT["then"] = {"properties": {"level": {"const": "none"}}}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
NOTIFICATION = _object(
    ["message"],
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    descriptor=_object(["id"], id=TEXT),
)
INVOCATION = _object(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    startTimeUtc=MOMENT,
    endTimeUtc=MOMENT,
    toolExecutionNotifications=_list(NOTIFICATION),
)
DRIVER = _object(["name"], name=TEXT, version=TEXT, language=TEXT, rules={**_list(RULE), "uniqueItems": True})
RUN = _object(
    ["tool", "results"],
    tool=_object(["driver"], driver=DRIVER),
    language={"type": "string", "pattern": "^[a-z]{2}-[A-Z]{2}$"},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    automationDetails=_object([], id=TEXT),
    invocations=_list(INVOCATION),
    results=_list(RESULT),
    properties={"type": "object"},
)
LOG = _object(["version", "runs"], **{"$schema": {"type": "string"}, "version": {"const": "2.1.0"}, "runs": _list(RUN)})
