import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
detector = aws.guardduty.Detector("orders")
aws.guardduty.DetectorFeature("eks", detector_id=detector.id, name="EKS_RUNTIME_MONITORING", status="ENABLED")
aws.guardduty.DetectorFeature(
    "runtime", detector_id=detector.id, name="RUNTIME_MONITORING", status=old.outputs["Status"]
)  # undetermined: status
