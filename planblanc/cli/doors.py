"""The door of the command line: a refusal is one French line and a status, never a traceback."""

from typing import IO, Any

import click

from planblanc.domain.errors import PlanblancError


class _Refusal(click.ClickException):
    """One French line on the error output, and status 1."""

    def show(self, file: IO[str] | None = None) -> None:
        """Say it."""
        click.echo(f"Erreur : {self.format_message()}", file=file, err=file is None)


class Commands(click.Group):
    """A group of commands whose refusals are told in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; whatever the domain refuses ends it with status 1."""
        try:
            return super().invoke(ctx)
        except PlanblancError as error:
            raise _Refusal(str(error) or str(error.__doc__)) from error
