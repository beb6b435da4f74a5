"""The marketplace's own vocabulary: skills, tasks, work conditions, dimensions, hazards, places.

Pure data with a few pure functions: no Flask, no SQLAlchemy, no files read, no clock.
Codes are stable English slugs that may stand in a database; words may be improved at any time.
Every word comes in Swedish (sv), easy Swedish (easy_sv, at most twelve words a sentence) and
English (en).
"""
