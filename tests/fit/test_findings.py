"""The pages of the fit's rules."""

import pytest

from briefgen.diagnostics import Rule, Severity
from briefgen.fit.findings import nearly_full, not_measurable, too_long


@pytest.mark.parametrize("found", [too_long, not_measurable, nearly_full])
def test_every_rule_has_a_page_with_a_bad_and_a_good_example(found: Rule[..., object]) -> None:
    assert found.title.endswith(".")
    assert "    Bad:\n" in (found.__doc__ or "")
    assert "    Good:\n" in (found.__doc__ or "")


def test_only_a_page_that_surely_runs_over_is_an_error() -> None:
    severities = [found.severity for found in (too_long, not_measurable, nearly_full)]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.WARNING]
