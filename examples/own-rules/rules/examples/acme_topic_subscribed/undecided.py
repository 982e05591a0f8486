import pulumi_aws as aws

later = aws.cloudformation.Stack("later", template_url="https://example.com/later.yaml")
aws.sns.Topic("alarms")  # undetermined: topic
aws.sns.TopicSubscription("alarms", topic=later.outputs["Topic"], protocol="email", endpoint="alarms@example.com")
