import pulumi_aws as aws

alarms = aws.sns.Topic("alarms")
aws.sns.TopicSubscription("alarms", topic=alarms.arn, protocol="email", endpoint="alarms@example.com")
