// SvyazCommand
