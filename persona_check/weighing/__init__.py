"""What findings weigh together: the table of weights, priors, and how they combine."""

__all__: list[str] = []
