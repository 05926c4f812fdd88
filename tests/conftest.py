"""What every test shares: no limit on the time of one Hypothesis example, since machines and their load differ."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
