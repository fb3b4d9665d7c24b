"""Alert rules, contact points and the notification policy, as files Grafana 9.3 to 13 starts with.

What only newer ones know is used only there (`KeepLast`, from 10.4.1 on) or not at all (`notification_settings`, 10.4).
Templates say `.Labels` and `.Values`, because `$labels` must be written `$$labels` before 11 and must not be after.
Source: Grafana documentation, "Provision alerting resources".
"""
