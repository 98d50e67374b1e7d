"""A measured value and its aim, where there is one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and its aim; ``unit`` is ``%`` for shares, empty for counts.

    ``detail`` says of what the value is, where that varies; no aim is None.
    """

    name: str
    value: float
    aim: float | None = None
    unit: str = ""
    at_most: bool = False
    detail: str = ""

    @property
    def met(self) -> bool:
        """True if the aim is reached; one without an aim cannot miss it."""
        if self.aim is None:
            return True
        return self.value <= self.aim if self.at_most else self.value >= self.aim

    @property
    def words(self) -> tuple[str, str]:
        """Value and aim as they are shown: ``12.3 %`` and ``at least 12 %``."""
        shown = f"{self.value:.1f} %" if self.unit else f"{self.value:,.0f}"
        if self.aim is None:
            return shown, ""
        bound = "at most" if self.at_most else "at least"
        return shown, f"{bound} {self.aim:,.0f}{' ' * bool(self.unit)}{self.unit}"
