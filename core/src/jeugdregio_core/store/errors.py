"""What can go wrong with the store, in words for people. None of them leaves half a step behind."""


class StoreError(Exception):
    """Something the store cannot do now; the message is Dutch and says what to do."""


class StoreRefused(StoreError):
    """This database cannot be used as it is: its address, its settings or its version."""


class StoreUnavailable(StoreError):
    """The database is away, full, read-only or too busy. Nothing was stored."""

    def __init__(self, reason: str = "De opslag is nu niet bereikbaar.") -> None:
        super().__init__(f"{reason} Er is niets opgeslagen. Probeer het later opnieuw.")


class OutcomeUnknown(StoreError):
    """The database fell away while it was storing. Asking again with the same key is safe."""

    def __init__(self) -> None:
        super().__init__(
            "De verbinding met de opslag viel weg tijdens het opslaan. Het is niet zeker of het "
            "is opgeslagen. Stuur dezelfde vraag met dezelfde sleutel nog een keer."
        )


class Conflict(StoreError):
    """Others kept changing the same data at the same time. Nothing was stored."""

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders werkt op dit moment aan dezelfde gegevens. "
            "Er is niets opgeslagen. Probeer het opnieuw."
        )


class KeyReused(StoreError):
    """An idempotency key came back with another question. Nothing was stored."""

    def __init__(self) -> None:
        super().__init__(
            "Deze sleutel is al gebruikt voor een andere vraag. "
            "Er is niets opgeslagen. Gebruik een nieuwe sleutel."
        )
