"""Fits the weights of the reader of bios: logistic regression over named features."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["fit_labels", "fit_sure"]

MOST_STEPS = 70

Floats = npt.NDArray[np.float64]


def fit_labels(
    features: Sequence[Sequence[str]],
    labels: Sequence[int],
    repositories: Sequence[str],
    weights: Sequence[float],
    number_of_labels: int,
    penalty: float,
    least_repositories: int,
) -> dict[str, Floats]:
    """The weights of each feature for each label; features of few repositories are left out."""
    from scipy import sparse

    places = _places(features, repositories, least_repositories)
    ends, columns = [0], []
    for row in features:
        columns += sorted({places[one] for one in row if one in places})
        ends.append(len(columns))
    shape = (len(features), len(places))
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
    of_rows, right = np.asarray(weights), np.asarray(labels)
    numbers = np.arange(len(right))

    def loss(flat: Floats) -> tuple[float, Floats]:
        of_labels = flat.reshape(len(places), number_of_labels)
        sums = matrix @ of_labels
        sums -= sums.max(axis=1, keepdims=True)
        grown = np.exp(sums)
        chances = grown / grown.sum(axis=1, keepdims=True)
        lost = -(of_rows * np.log(chances[numbers, right] + 1e-12)).sum()
        chances[numbers, right] -= 1
        slope = matrix.T @ (chances * of_rows[:, None]) + penalty * of_labels
        return float(lost + 0.5 * penalty * (of_labels**2).sum()), slope.ravel()

    found = _least(loss, len(places) * number_of_labels).reshape(len(places), number_of_labels)
    # of two labels only the difference counts
    if number_of_labels == 2:
        found = np.stack([np.zeros(len(places)), found[:, 1] - found[:, 0]], axis=1)
    return {name: found[at] for name, at in places.items()}


def _places(
    features: Sequence[Sequence[str]], repositories: Sequence[str], least: int
) -> dict[str, int]:
    seen: dict[str, set[str]] = {}
    for row, repository in zip(features, repositories, strict=True):
        for one in row:
            known = seen.setdefault(one, set())
            if len(known) < least:
                known.add(repository)
    return {one: at for at, one in enumerate(o for o, known in seen.items() if len(known) >= least)}


def fit_sure(
    features: Sequence[Mapping[str, float]], right: Sequence[bool], penalty: float = 1.0
) -> dict[str, float]:
    """The weights of numbered features for being right."""
    names = sorted({name for row in features for name in row})
    place = {name: at for at, name in enumerate(names)}
    matrix = np.zeros((len(features), len(names)))
    for number, row in enumerate(features):
        for name, value in row.items():
            matrix[number, place[name]] = value
    truth = np.asarray(right, dtype=float)

    def loss(weights: Floats) -> tuple[float, Floats]:
        chances = 1 / (1 + np.exp(-(matrix @ weights)))
        lost = -(truth * np.log(chances + 1e-12) + (1 - truth) * np.log(1 - chances + 1e-12)).sum()
        slope = matrix.T @ (chances - truth) + penalty * weights
        return float(lost + 0.5 * penalty * weights @ weights), slope

    found = _least(loss, len(names))
    return {name: float(found[at]) for name, at in place.items()}


def _least(loss: Any, size: int) -> Floats:
    from scipy import optimize

    found = optimize.minimize(
        loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS}
    )
    return np.asarray(found.x)
