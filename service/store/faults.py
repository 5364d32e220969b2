"""What can go wrong with the store (存储故障)."""


class StoreError(Exception):
    """The store is away, full or refuses; one line says what and where. What failed may be tried again."""


class NotStoredError(StoreError):
    """There is nothing, or nothing whole, under a key; trying again is of no use."""
