"""The nouns of X-Ray."""

SAMPLING_RULE = ("aws:xray/samplingRule:SamplingRule",)
