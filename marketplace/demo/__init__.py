"""Demo data: five municipalities, four cooperatives, their companies and people, all invented."""
