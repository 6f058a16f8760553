"""What a deployment can set, read from the environment under the prefix ``JEUGDREGIO_``."""

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import NoDecode, SettingsConfigDict

from jeugdregio_api.access.issuers import Issuer, read_issuers
from jeugdregio_api.limits.settings import LimitSettings
from jeugdregio_core.store.location import DEFAULT

_PREFIX = "JEUGDREGIO_"
NO_STORE = "none"

LogFormat = Literal["text", "json"]


class InvalidSettings(ValueError):
    """A setting that cannot be used; the message names the variable, in Dutch."""


class Settings(LimitSettings):
    """The settings of one process. Nothing is required."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True)

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8000, ge=0, le=65535)
    """Port to listen on; 0 lets the system choose."""
    workers: int = Field(default=1, ge=1, le=64)
    """How many processes answer beside each other."""
    production: bool = False
    """Whether this is a public service: no question page, no introspection, no suggestions."""
    regions: Annotated[tuple[str, ...], NoDecode] = ()
    """Codes of the regions to serve, separated by commas; all installed ones when empty."""
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    """Origins of web pages that may ask from a browser, separated by commas; none by default."""
    hsts_seconds: int = Field(default=0, ge=0)
    """How long a browser must remember to use https, in seconds; 0 says nothing about it."""
    decision_seconds: float = Field(default=1, gt=0)
    """How long the rules of a region may take for one decision, in seconds."""
    database_url: str = DEFAULT
    """Where casework is stored; ``none`` for a service of rules alone, without any persons."""
    log: LogFormat = "text"
    """How the log is written: ``text`` for people, ``json`` for machines."""
    metrics: bool = True
    """Whether ``/metrics`` tells what was counted. It holds nothing about persons."""
    event_pause_seconds: float = Field(default=1, gt=0)
    """How often to look for new events while somebody follows them, in seconds."""
    keep_alive_seconds: float = Field(default=12, gt=0)
    """After how much silence a sign of life goes over an open connection, in seconds."""
    max_streams: int = Field(default=200, gt=0)
    """How many connections may stay open in one process: event streams and WebSockets."""
    max_streams_per_subject: int = Field(default=20, gt=0)
    """How many of them one subject may have."""
    max_stream_seconds: float = Field(default=3600, gt=0)
    """After how long one of them ends; whoever comes back is asked again who it is, in seconds."""
    demo: bool = False
    """Whether to fill an empty store with made-up data and let everybody on this device in."""
    issuers: Annotated[tuple[Issuer, ...], NoDecode] = ()
    """Whose tokens are accepted: JSON, or the path of a JSON or TOML file; nobody's when empty."""

    @field_validator("database_url")
    @classmethod
    def _a_file_here_when_empty(cls, value: str) -> str:
        return value or DEFAULT

    @field_validator("regions", "cors_origins", mode="before")
    @classmethod
    def _separated_by_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(code.strip() for code in value.split(",") if code.strip())
        return value

    @field_validator("issuers", mode="before")
    @classmethod
    def _text_or_a_file(cls, value: object) -> object:
        return read_issuers(value) if isinstance(value, str) else value

    @field_validator("issuers")
    @classmethod
    def _each_issuer_once(cls, value: tuple[Issuer, ...]) -> tuple[Issuer, ...]:
        names = [issuer.issuer for issuer in value]
        if len(names) != len({*names}):
            raise ValueError("een issuer staat er twee keer in")
        return value

    @model_validator(mode="after")
    def _no_demo_in_production(self) -> Self:
        if self.demo and self.production:
            raise ValueError("JEUGDREGIO_DEMO en JEUGDREGIO_PRODUCTION kunnen niet samen")
        return self


_WHY = {
    "missing": "dit ontbreekt",
    "extra_forbidden": "deze naam is hier niet bekend",
    "value_error": "{error}",
}


def read_settings() -> Settings:
    """The settings of the environment. Raises InvalidSettings."""
    try:
        return Settings()
    except ValidationError as error:
        raise InvalidSettings(_in_words(error.errors()[0])) from None


def _in_words(error: ErrorDetails) -> str:
    variable, *place = [str(part) for part in error["loc"]] or ["demo"]
    named = f"De instelling {_PREFIX}{variable.upper()}"
    why = _WHY.get(error["type"], "deze waarde kan niet").format(**error.get("ctx", {}))
    if place or error["type"] == "value_error":
        where = f" bij {'.'.join(place)}" if place else ""
        return f"{named} klopt niet{where}: {why}. Pas dit aan of haal de instelling weg."
    return (
        f"{named} heeft de waarde {error['input']!r}. Dat kan niet. "
        "Pas de waarde aan of haal de instelling weg."
    )
