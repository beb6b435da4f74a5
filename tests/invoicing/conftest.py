from hypothesis import settings

# A slow machine is no fault in the code: nothing here is judged by the clock.
settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")
