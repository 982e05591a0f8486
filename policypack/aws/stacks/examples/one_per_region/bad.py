import pulumi_aws as aws

role = "arn:aws:iam::123456789012:role/config"
aws.guardduty.Detector("detector")
aws.guardduty.Detector("detector-second", enable=True)
aws.securityhub.Account("hub")
aws.securityhub.Account("hub-second")
aws.cfg.Recorder("recorder", role_arn=role)
aws.cfg.Recorder("recorder-second", role_arn=role)
aws.cfg.DeliveryChannel("channel", s3_bucket_name="config")
aws.cfg.DeliveryChannel("channel-second", s3_bucket_name="config")

# finds detector-second: region
# finds hub-second: region
# finds recorder-second: region
# finds channel-second: region
