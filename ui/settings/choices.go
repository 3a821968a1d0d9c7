package settings

// currencies are the ISO 4217 codes that the list offers; any other may be
// typed.
func currencies() []string {
	return []string{
		"USD", "EUR", "GBP", "CNY", "JPY", "CAD", "AUD", "HKD", "TWD", "SGD", "KRW", "MXN", "BRL", "PLN", "SEK",
		"NOK", "DKK", "CHF", "CZK", "INR", "THB", "MYR", "PHP", "IDR", "VND", "AED", "SAR", "TRY", "ZAR", "NZD",
	}
}

// zones are the IANA names that the list offers; any other may be typed.
func zones() []string {
	return []string{
		"Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Kuala_Lumpur", "Asia/Tokyo",
		"Asia/Seoul", "Asia/Bangkok", "Asia/Ho_Chi_Minh", "Asia/Jakarta", "Asia/Manila", "Asia/Kolkata", "Asia/Dubai",
		"Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome",
		"Europe/Amsterdam", "Europe/Brussels", "Europe/Vienna", "Europe/Zurich", "Europe/Stockholm", "Europe/Copenhagen",
		"Europe/Oslo", "Europe/Helsinki", "Europe/Warsaw", "Europe/Prague", "Europe/Athens", "Europe/Istanbul", "Europe/Moscow",
		"America/New_York", "America/Toronto", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
		"America/Vancouver", "America/Mexico_City", "America/Bogota", "America/Lima", "America/Santiago",
		"America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Africa/Johannesburg", "Africa/Cairo",
		"Australia/Sydney", "Australia/Melbourne", "Australia/Perth", "Pacific/Auckland", "UTC",
	}
}
