"""What can be wrong with the content: where, what, and how an editor mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kiosk.errors import BadContent

if TYPE_CHECKING:
    from collections.abc import Iterable


class Problem(Struct, frozen=True):
    file: str
    """Below the content folder, with `/`."""
    line: int | None
    message: str
    """A `Sentence`, which every reader's language can say."""
    remedy: str
    """As the message."""
    is_error: bool = True
    """A warning can be published; an error cannot."""

    def __str__(self) -> str:
        return f"{self.place()}: {self.message}"

    def place(self) -> str:
        """As an editor of files finds it: `site.toml:3`."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


class Findings:
    """Collects every problem of one reading once, in the order of the files."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self.problems: list[Problem] = []
        self._known: set[Problem] = set()
        for problem in problems:
            self._add(problem)

    def error(self, file: str, line: int | None, message: str, remedy: str) -> None:
        self._add(Problem(file, line, message, remedy))

    def warning(self, file: str, line: int | None, message: str, remedy: str) -> None:
        self._add(Problem(file, line, message, remedy, is_error=False))

    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]

    def _add(self, problem: Problem) -> None:
        if problem not in self._known:  # a text is read for each language
            self._known.add(problem)
            self.problems.append(problem)

    def raise_first(self) -> None:
        """Raise `BadContent` for the first error, saying how many follow."""
        errors = self.errors()
        if not errors:
            return
        first, others = errors[0], len(errors) - 1
        more = f" {others} more: see `kiosk content check`." if others else ""
        raise BadContent(str(first), remedy=first.remedy + more)
