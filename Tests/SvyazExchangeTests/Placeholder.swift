// SvyazExchange
