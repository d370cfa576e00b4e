"""The one door to the network: client, rates, guard, kept answers."""

__all__: list[str] = []
