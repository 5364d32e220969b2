"""JSON Schema of scorecard.json (结果单数据格式), made from the model and published as docs/scorecard.schema.json.

`python -m reports.schema FILE` writes it anew after the model has grown.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reports.scorecard import SCHEMA, Scorecard

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scorecard_schema() -> dict[str, Any]:
    """The schema of what is written: fields that differ between two judgements of the same site carry `"volatile": true`."""
    schema = Scorecard.model_json_schema(by_alias=True, mode="serialization")
    schema["properties"]["schema"]["const"] = SCHEMA
    _open(schema)
    return {"$schema": DIALECT, "$id": f"urn:{SCHEMA.replace('/', ':').replace('.', ':')}", **schema}


def _open(part: Any) -> None:
    """Let later versions add fields: a reader that holds today's schema must not refuse next year's cards."""
    if isinstance(part, dict):
        if part.get("additionalProperties") is False:
            del part["additionalProperties"]
        for inner in part.values():
            _open(inner)
    elif isinstance(part, list):
        for inner in part:
            _open(inner)


def schema_text() -> str:
    """The published file's text."""
    return json.dumps(scorecard_schema(), ensure_ascii=False, indent=2) + "\n"


def volatile_fields(schema: dict[str, Any]) -> Iterator[str]:
    """Names `Model.field` of the fields marked volatile."""
    for model, definition in (*schema["$defs"].items(), (schema["title"], schema)):
        for field, details in definition.get("properties", {}).items():
            if details.get("volatile"):
                yield f"{model}.{field}"


def main(arguments: list[str]) -> int:
    """Write the schema to the file named; 2 when none is."""
    if len(arguments) != 1:
        sys.stderr.write("用法：python -m reports.schema 文件\n")
        return 2
    Path(arguments[0]).write_text(schema_text(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
