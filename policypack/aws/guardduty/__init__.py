"""The nouns of GuardDuty."""

DETECTOR = ("aws:guardduty/detector:Detector",)
FEATURE = ("aws:guardduty/detectorFeature:DetectorFeature",)
