"""The design system by itself: every component in a real browser, before any page uses it."""
