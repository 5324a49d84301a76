// SvyazMatching
