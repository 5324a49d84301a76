// SvyazApp
