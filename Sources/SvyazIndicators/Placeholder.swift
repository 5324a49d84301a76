// SvyazIndicators
