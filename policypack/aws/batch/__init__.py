"""The nouns of AWS Batch."""

COMPUTE_ENVIRONMENT = ("aws:batch/computeEnvironment:ComputeEnvironment",)
JOB_DEFINITION = ("aws:batch/jobDefinition:JobDefinition",)
JOB_QUEUE = ("aws:batch/jobQueue:JobQueue",)
SCHEDULING_POLICY = ("aws:batch/schedulingPolicy:SchedulingPolicy",)

NAME = r"[0-9A-Za-z][0-9A-Za-z_-]{0,127}"
"""Of all of them: https://docs.aws.amazon.com/batch/latest/APIReference/API_CreateJobQueue.html"""
