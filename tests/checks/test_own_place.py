"""The place a site belongs to (本地)."""

import pytest

from checks.own_place import last_unit


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("青禾县人民政府", "青禾县"),
        ("北岩市青禾县人民政府办公室", "青禾县"),
        ("青禾县白石镇人民政府", "白石镇"),
        ("青岚省人民政府办公厅", "青岚省"),
        ("云岭苗族自治县人民政府", "云岭苗族自治县"),
        ("县人民政府办公室", ""),
        ("国务院办公厅", ""),
    ],
)
def test_the_lowest_unit_of_a_name_tells_whose_government_it_is(name: str, unit: str) -> None:
    assert last_unit(name) == unit
