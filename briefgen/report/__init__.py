"""Report: diagnostics as lines for a person, as JSON, for GitHub, as SARIF."""
