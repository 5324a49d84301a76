// SvyazMap
