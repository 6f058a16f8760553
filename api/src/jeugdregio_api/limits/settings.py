"""What a deployment can set about limits."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings

from jeugdregio_api.limits.most import USUAL, USUAL_PLANS, Most


class LimitSettings(BaseSettings):
    """Limits of one process. Several processes that answer beside each other each have them."""

    max_body_bytes: int = Field(default=64 * 1024, gt=0)
    """Largest request body, and longest question in a URL, in bytes."""
    max_json_depth: int = Field(default=64, gt=0, le=200)
    """Deepest nesting of the JSON in a body."""
    max_tokens: int = Field(default=USUAL.tokens, gt=0)
    """Most tokens (words and signs) in a document."""
    max_depth: int = Field(default=USUAL.depth, gt=0)
    """Deepest nesting of fields."""
    max_aliases: int = Field(default=USUAL.aliases, ge=0)
    """Most aliases and repeated fields in an operation, as often as fragments repeat them."""
    max_root_fields: int = Field(default=USUAL.root_fields, gt=0)
    """Most fields at the top of an operation."""
    max_cost: int = Field(default=USUAL.cost, gt=0)
    """Most objects that an operation may show, with every list as long as it asks for."""
    max_plans: int = Field(default=USUAL_PLANS, ge=0)
    """Most questions that are kept compiled, to be answered faster; 0 to compile none."""
    max_errors: int = Field(default=20, gt=0)
    """Most errors in an answer, and most problems in an error."""
    deadline_seconds: float = Field(default=10, gt=0)
    """How long an operation may take, in seconds."""
    rate_per_minute: int = Field(default=1200, ge=0)
    """Requests per minute of somebody who is known; 0 for no limit."""
    public_rate_per_minute: int = Field(default=600, ge=0)
    """Requests per minute of an address from which nobody is known; 0 for no limit."""
    trusted_documents: Path | None = None
    """A folder of ``.graphql`` files, or a JSON file of texts by id: only these are answered."""

    @property
    def most(self) -> Most:
        """The bounds of one operation."""
        return Most(
            self.max_tokens, self.max_depth, self.max_aliases, self.max_root_fields, self.max_cost
        )
