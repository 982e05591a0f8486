import pulumi
import pulumi_aws as aws

dead = aws.sqs.Queue("dead")
aws.sqs.Queue(
    "orders", redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5})
)  # undetermined: redrivePolicy
