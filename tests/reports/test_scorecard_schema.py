"""The published schema is the model's, and what is written obeys it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reports import schema as published
from reports.schema import main, schema_text, scorecard_schema, volatile_fields
from reports.scorecard import Scorecard
from tests.reports import cards

FILE = Path(published.__file__).parent.parent / "docs" / "scorecard.schema.json"
VALIDATOR = jsonschema.Draft202012Validator
CONTRACT = {
    "Scorecard": "schema tool site as_of run rulesets",
    "Tool": "name version",
    "SiteCard": "name url host level kind code",
    "RunCard": "started finished pages links requests bytes rendered stopped_by",
    "RulesetCard": "id title version score results",
    "ScoreCard": "value grade vetoed deducted bonus",
    "ResultCard": "requirement title clause units due outcome points reason reason_code assessments",
    "ClauseCard": "document number section row",
    "UnitsCard": "lead cooperating",
    "AssessmentCard": "check parameters outcome measured findings",
    "FindingCard": "id message severity remedy waiver evidence",
    "WaiverCard": "reason by until",
    "EvidenceCard": "url page_title target region selector excerpt observed_at archive screenshot",
    "ArchivePlace": "file offset",
}


def models() -> dict[str, Any]:
    schema = scorecard_schema()
    return {**schema["$defs"], "Scorecard": schema}


def test_the_published_file_is_the_generated_one() -> None:
    assert FILE.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_valid_schema() -> None:
    VALIDATOR.check_schema(scorecard_schema())


@pytest.mark.parametrize(("model", "fields"), CONTRACT.items())
def test_the_fields_other_programs_rely_on_exist(model: str, fields: str) -> None:
    assert set(fields.split()) <= set(models()[model]["properties"])


def test_the_closed_lists_are_those_of_the_contract() -> None:
    assert models()["Outcome"]["enum"] == ["fail", "unknown", "review", "not_due", "pass", "not_applicable"]
    assert models()["Severity"]["enum"] == ["veto", "major", "minor", "info"]


def test_times_traffic_and_what_earlier_runs_say_are_marked_volatile_and_nothing_else() -> None:
    assert set(volatile_fields(scorecard_schema())) == {
        "RunCard.started",
        "RunCard.finished",
        "RunCard.requests",
        "RunCard.bytes",
        "RunCard.rendered",
        "RunCard.unrendered",
        "EvidenceCard.screenshot",
        "EvidenceCard.frame",
        "EvidenceCard.observed_at",
        "ArchivePlace.offset",
        "FindingCard.change",
        "ResultCard.followup",
        "Scorecard.comparison",
        "Scorecard.trend",
    }


@pytest.mark.parametrize(
    "card", [cards.full(), cards.unreachable(), cards.hostile("<\u202e\x00>")], ids=["full", "unknown", "hostile"]
)
def test_written_cards_obey_the_schema_and_are_read_back_the_same(card: Scorecard) -> None:
    text = card.to_json()
    VALIDATOR(scorecard_schema(), format_checker=VALIDATOR.FORMAT_CHECKER).validate(json.loads(text))
    assert Scorecard.model_validate_json(text) == card


@pytest.mark.parametrize(
    ("place", "wrong"),
    [("schema", "gongkai.scorecard/2"), ("as_of", 20260301), ("rulesets", None), ("site", {"name": "x"})],
)
def test_a_wrong_card_is_refused(place: str, wrong: object) -> None:
    card = json.loads(cards.full().to_json())
    card[place] = wrong
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR(scorecard_schema()).validate(card)


def test_a_reader_with_today_s_schema_takes_a_card_that_has_grown() -> None:
    card = json.loads(cards.full().to_json())
    card["site"]["next_year"] = 1
    VALIDATOR(scorecard_schema()).validate(card)


def test_the_schema_is_written_to_the_file_named(tmp_path: Path) -> None:
    assert main([str(tmp_path / "s.json")]) == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8")) == scorecard_schema()
    assert main([]) == 2
