"""The second opinion on a plan: shares the formats with the solver, and no rule."""
