"""What a deployment writes down of its issuers, and what it is told when that cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.identity import TestIssuer

from jeugdregio_api.settings import InvalidSettings, read_settings

VARIABLE = "JEUGDREGIO_ISSUERS"
WEST = TestIssuer(("westfriesland",))


@pytest.fixture
def trusted() -> dict[str, Any]:
    return WEST.trusted(jwks_uri="https://login.voorbeeld.example/jwks")


def _read(monkeypatch: pytest.MonkeyPatch, told: Any) -> Any:
    monkeypatch.setenv(VARIABLE, told if isinstance(told, str) else json.dumps(told))
    return read_settings().issuers


def test_nobody_is_trusted_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert read_settings().issuers == ()
    assert _read(monkeypatch, " ") == ()


def test_issuers_can_be_a_text_or_a_file(
    monkeypatch: pytest.MonkeyPatch, trusted: dict[str, Any], tmp_path: Path
) -> None:
    (expected,) = _read(monkeypatch, [trusted])
    listed = tmp_path / "issuers.json"
    listed.write_text(json.dumps({"issuers": [trusted]}))
    assert _read(monkeypatch, str(listed)) == (expected,)
    table = tmp_path / "issuers.toml"
    table.write_text(
        f"""[[issuers]]
        issuer = "{trusted["issuer"]}"
        audience = "jeugdregio"
        regions = ["westfriesland"]
        jwks_uri = "https://login.voorbeeld.example/jwks"
        algorithms = ["ES256"]
        role = {{ claim = "rol" }}
        organisation = {{ claim = "organisatie" }}
        """
    )
    assert _read(monkeypatch, str(table)) == (expected,)


def test_keys_on_this_device_may_come_without_https(
    monkeypatch: pytest.MonkeyPatch, trusted: dict[str, Any]
) -> None:
    for address in ("http://127.0.0.1:8080/jwks", "http://localhost/jwks", "http://[::1]/jwks"):
        assert _read(monkeypatch, [trusted | {"jwks_uri": address}])


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no audience": ({"audience": ""}, "0.audience"),
    "no region": ({"regions": []}, "0.regions"),
    "no algorithm": ({"algorithms": []}, "0.algorithms"),
    "an algorithm with a secret": ({"algorithms": ["HS256"]}, "0.algorithms.0"),
    "no algorithm at all": ({"algorithms": ["none"]}, "0.algorithms.0"),
    "keys anybody can change": ({"jwks_uri": "http://login.example/jwks"}, "https://"),
    "keys in a file": ({"jwks_uri": "file:///etc/passwd"}, "https://"),
    "keys nowhere": ({"jwks_uri": None}, "jwks_uri of jwks"),
    "keys in two places": ({"jwks": WEST.jwks}, "jwks_uri of jwks"),
    "keys that are none": ({"jwks_uri": None, "jwks": {"keys": []}}, "geen sleutel"),
    "a role that is not there": ({"role": {"claim": "r", "values": {"a": "BAAS"}}}, "BAAS"),
    "a role for everybody": ({"role": {"always": "PUBLIC"}}, "PUBLIC"),
    "a role from nowhere": ({"role": {}}, "claim of always"),
    "an ID token would do": ({"types": ["JWT"]}, "ID-token"),
    "a name we do not know": ({"regios": ["zhz"]}, "deze naam is hier niet bekend"),
    "much too patient": ({"leeway_seconds": 3600}, "0.leeway_seconds"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_told_with_its_place(
    monkeypatch: pytest.MonkeyPatch, trusted: dict[str, Any], name: str
) -> None:
    change, said = WRONG[name]
    with pytest.raises(InvalidSettings) as told:
        _read(monkeypatch, [trusted | change])
    message = str(told.value)
    assert message.startswith(f"De instelling {VARIABLE} klopt niet")
    assert said in message


@pytest.mark.parametrize("told", ["[{", "{}", "[1]", '{"issuers": 1}', "/weg/issuers.toml", "x"])
def test_what_is_no_list_of_issuers_is_told(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    with pytest.raises(InvalidSettings, match=f"^De instelling {VARIABLE} klopt niet"):
        _read(monkeypatch, told)


def test_an_issuer_cannot_be_there_twice(
    monkeypatch: pytest.MonkeyPatch, trusted: dict[str, Any]
) -> None:
    with pytest.raises(InvalidSettings, match="een issuer staat er twee keer in"):
        _read(monkeypatch, [trusted, trusted | {"regions": ["friesland"]}])
