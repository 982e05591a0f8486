"""The nouns of CloudTrail."""

EVENT_DATA_STORE = ("aws:cloudtrail/eventDataStore:EventDataStore",)
TRAIL = ("aws:cloudtrail/trail:Trail",)
