import SmartIntersection.Theme

// Small, quiet text: labels and explanations.
BodyText {
    color: Theme.color.textMuted
    font.pixelSize: Theme.textCaption
}
