"""Problems drawn at random that look like a week of the cooperatives, with every rule in use."""
