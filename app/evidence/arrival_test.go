package evidence_test

import (
	"testing"

	"casefolio/app/evidence"
)

// The day on which a carrier expects to deliver is read from the page, in what
// words and way of writing it may stand; a day that may be two is none.
func TestArrival(t *testing.T) {
	const events = "\n2026-11-18 10:22  LEIPZIG  Arrived at facility\n2026-11-17 07:01  深圳  已离港\n2026-11-16 09:00  深圳  已揽收\n"
	for page, want := range map[string]string{
		"Estimated delivery: 2026-11-24":                            "2026-11-24",
		"Estimated Delivery Date\nThursday, 26 November 2026":       "2026-11-26",
		"Scheduled delivery: Tuesday 24 Nov by 8:00 PM":             "2026-11-24",
		"Expected delivery between Nov 24, 2026 and Nov 26, 2026":   "2026-11-26",
		"预计送达时间：2026年11月25日":                                        "2026-11-25",
		"预计送达：11月25日":                                               "2026-11-25",
		"预计送达时间 2027-01-02 ~ 2027-01-05":                            "2027-01-05",
		"Voraussichtliche Zustellung: Freitag, 27. November 2026":   "2026-11-27",
		"Livraison prévue le 27 novembre 2026":                      "2026-11-27",
		"Entrega prevista: 27 de noviembre de 2026":                 "2026-11-27",
		"Consegna prevista: 27/11/2026":                             "2026-11-27",
		"お届け予定日：2026年11月27日":                                        "2026-11-27",
		"Estimated delivery: 2026-11-24\nEstimated delivery: 11/28": "2026-11-28",
		"Estimated delivery: 03/04/2027":                            "",
		"Estimated delivery: pending":                               "",
		"See details 2026-12-01":                                    "",
		"":                                                          "",
	} {
		s, _, caseID := newService(t)
		e, err := s.Add(t.Context(), caseID, evidence.TextInput("Tracking number: YT2631821272003344\n"+page+events), evidence.Options{})
		if err != nil {
			t.Fatal(err)
		}
		day, ok, err := s.Arrival(t.Context(), e.ID)
		if got := day.Format("2006-01-02"); err != nil || ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s, %v, %v, not %q", page, got, ok, err, want)
		}
	}
}
