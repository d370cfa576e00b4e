"""The reliability plot: how often what was forecast came true, as an SVG picture."""

from collections.abc import Sequence

from persona_check.calibration.scoring import Bin

__all__ = ["reliability_svg"]

SIDE_PX = 320
MARGIN_PX = 48


def reliability_svg(bins: Sequence[Bin], title: str) -> str:
    """A point a bin with its 95 % interval, as large as the forecasts in it weigh.

    On the diagonal what was said came true as often as was said. ``title`` is plain text of this
    program.
    """
    marks = "".join(_mark(one) for one in bins)
    ticks = "".join(_tick(step / 5) for step in range(6))
    size = SIDE_PX + 2 * MARGIN_PX
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" '
        f'height="{size}" font-family="sans-serif" font-size="12" role="img">'
        f"<title>{title}</title>"
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<text x="{size / 2:g}" y="24" text-anchor="middle">{title}</text>'
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#767676" stroke-dasharray="4 3"/>'
        f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" fill="none" stroke="#222"/>{ticks}{marks}'
        f'<text x="{size / 2:g}" y="{size - 8}" text-anchor="middle">forecast</text>'
        f'<text x="12" y="{size / 2:g}" text-anchor="middle" '
        f'transform="rotate(-90 12 {size / 2:g})">correct</text></svg>\n'
    )


def _mark(one: Bin) -> str:
    low, high = one.interval
    x, y = _x(one.mean_probability), _y(one.share)
    radius = 3 + 9 * one.mass**0.5
    return (
        f'<path d="M{x} {_y(low)}V{_y(high)}" stroke="#005a9c"/>'
        f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="#005a9c" fill-opacity=".6">'
        f"<title>{one.mean_probability:.2f} predicted, {one.share:.2f} correct, {one.count} "
        f"forecasts</title></circle>"
    )


def _tick(share: float) -> str:
    below = MARGIN_PX + SIDE_PX + 16
    return (
        f'<text x="{_x(share)}" y="{below}" text-anchor="middle">{share:g}</text>'
        f'<text x="{MARGIN_PX - 6}" y="{_y(share)}" text-anchor="end" dy=".35em">{share:g}</text>'
    )


def _x(share: float) -> str:
    return f"{MARGIN_PX + share * SIDE_PX:.1f}"


def _y(share: float) -> str:
    return f"{MARGIN_PX + (1 - share) * SIDE_PX:.1f}"
