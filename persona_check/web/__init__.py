"""The only way to the network: client, rates, guard, cached answers."""

__all__: list[str] = []
