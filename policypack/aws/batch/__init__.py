"""The nouns of AWS Batch."""

JOB_DEFINITION = ("aws:batch/jobDefinition:JobDefinition",)
