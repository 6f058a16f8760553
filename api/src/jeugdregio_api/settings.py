"""What a deployment can set, read from the environment under the prefix ``JEUGDREGIO_``."""

from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from jeugdregio_core.store.location import DEFAULT

_PREFIX = "JEUGDREGIO_"
NO_STORE = "none"


class InvalidSettings(ValueError):
    """A setting that cannot be used; the message names the variable, in Dutch."""


class Settings(BaseSettings):
    """The settings of one process. Nothing is required."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True)

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8000, ge=0, le=65535)
    """Port to listen on; 0 lets the system choose."""
    production: bool = False
    """Whether this is a public service: no question page, no introspection, no suggestions."""
    regions: Annotated[tuple[str, ...], NoDecode] = ()
    """Codes of the regions to serve, separated by commas; all installed ones when empty."""
    max_body_bytes: int = Field(default=64 * 1024, gt=0)
    """Largest request body, in bytes."""
    decision_seconds: float = Field(default=1, gt=0)
    """How long the rules of a region may take for one decision, in seconds."""
    database_url: str = DEFAULT
    """Where casework is stored; ``none`` for a service of rules alone, without any persons."""
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
    """Whether an empty store is filled with made-up data. Never done in production."""

    @field_validator("database_url")
    @classmethod
    def _a_file_here_when_empty(cls, value: str) -> str:
        return value or DEFAULT

    @field_validator("regions", mode="before")
    @classmethod
    def _separated_by_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(code.strip() for code in value.split(",") if code.strip())
        return value


def read_settings() -> Settings:
    """The settings of the environment. Raises InvalidSettings."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = _PREFIX + str(first["loc"][0]).upper()
        raise InvalidSettings(
            f"De instelling {variable} heeft de waarde {first['input']!r}. Dat kan niet. "
            "Pas de waarde aan of haal de instelling weg."
        ) from None
