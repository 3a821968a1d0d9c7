package audience

import (
	"reflect"

	"casefolio/app/cases"
	"casefolio/app/dossier/compose"
	"casefolio/app/evidence"
	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/app/returns"
	"casefolio/app/shop"
)

// fields gives the fields of one type their kinds.
type fields map[string]Kind

// table is the whole decision. What a title of an exhibit says is the seller's
// reading of it, so that an outside copy names exhibits by their content; a line
// that the seller added to a tracking record is a fact, because it is printed as
// the seller's. Replies that were copied may never have been sent, and a remedy that was chosen
// may not have been offered yet: what was offered stands in the evidence. A zone
// tells the buyer's country and often the city.
var table = map[reflect.Type]fields{
	reflect.TypeFor[compose.Input](): {
		"Case": Part, "Exhibits": Part, "Profile": Part,
		"Moves": Judgement, "Uses": Judgement, "Submissions": Internal, "Handling": Part,
		"Entries": Form, "Seq": Form, "Head": Form, // what the seal of the paper holds: numbers and a hash
		"Lists": Form, "Texts": Form, "Lang": Form, "Paper": Form, "Form": Form, "Tight": Form, "Photos": Form,
		"Logo": Form, "Zone": Form, "Now": Form, "Outside": Form, "Masked": Form,
	},
	// Of what was done only the way of the goods back may leave the house, without
	// its cost and what the seller remarked. What was offered stands in the
	// evidence, and what a seller does next is nobody's business.
	reflect.TypeFor[compose.Handling](): {
		"Offers": Internal, "Money": Money, "Sums": Money, "Returns": Part, "Tasks": Internal, "Cause": Judgement,
		"Visits": Judgement, "Roots": Form, "Course": Internal, "Replies": Part,
	},
	// What was sent is a part of the correspondence. Of what phrases it was built,
	// what they mean to the seller and what the checks had to say stays inside.
	reflect.TypeFor[replies.Reply](): {
		"Lang": Form, "Text": Fact, "Pieces": Internal, "Exhibits": Form, "Files": Internal, "Passed": Judgement, "Draft": Form,
		"CopiedAt": Internal, "SentAt": Fact, "Channel": Fact, "DroppedAt": Internal, "Promise": Internal,
	},
	reflect.TypeFor[returns.Step](): {
		"State": Form, "At": Fact, "Cost": Money, "Tracking": Fact, "Note": Judgement, "Due": Internal, "Ref": Internal,
	},
	reflect.TypeFor[cases.Case](): {
		"ID": Form, "Number": Form, "Revision": Internal,
		"Customer": Identity, "Contact": Identity,
		"Shop": Fact, "Platform": Fact, "Channel": Fact, "Order": Fact, "SKU": Fact, "Product": Fact, "Tracking": Fact,
		"Amount": Price, "Category": Fact, "Severity": Judgement, "CustomerType": Judgement, "Responsibility": Judgement,
		"Occurred": Fact, "Received": Fact, "BuyerZone": Identity, "Story": Fact, "Demand": Fact,
		"Remedy": Judgement, "Cost": Money, "Recovered": Money,
		"FollowUp": Judgement, "Satisfaction": Judgement, "FollowedUp": Judgement, "Lesson": Judgement, "Prevention": Judgement,
		"Stage": Internal, "CreatedAt": Fact, "UpdatedAt": Internal, "DeletedAt": Internal,
	},
	reflect.TypeFor[cases.StageMove](): {
		"ID": Form, "CaseID": Form, "From": Internal, "To": Internal, "Reason": Judgement, "At": Internal, "Gaps": Internal,
	},
	reflect.TypeFor[phrases.Use](): {
		"ID": Form, "PhraseID": Form, "CaseID": Form, "Lang": Form, "Text": Judgement, "At": Internal,
	},
	reflect.TypeFor[shop.Profile](): {
		"Owner": Fact, "Shops": Part, "Logo": Internal, "Currency": Internal, "Zone": Internal,
		"WorkDays": Internal, "WorkFrom": Internal, "WorkTo": Internal, "Language": Internal, "Paper": Internal,
		"PaperLang": Internal, "Theme": Internal, "Scale": Internal, "Platforms": Internal,
	},
	reflect.TypeFor[shop.Shop](): {"Name": Fact, "Platform": Internal},
	reflect.TypeFor[compose.Exhibit](): {
		"Exhibit": Part, "Messages": Part, "Events": Part, "Supports": Judgement, "Findings": Judgement,
		"Text": Fact, "Path": Form, "W": Form, "H": Form, "Parts": Form,
		"Original": Internal, "Lost": Internal, "Fault": Fact,
	},
	reflect.TypeFor[evidence.Exhibit](): {
		"ID": Form, "CaseID": Form, "No": Form, "Kind": Form, "Format": Form, "Title": Judgement, "FileName": Identity,
		"MediaType": Form, "Size": Form, "SHA256": Form, "Source": Form, "EventAt": Fact, "FileAt": Fact, "AddedAt": Fact,
		"DeletedAt": Internal, "Messages": Form, "Events": Form, "Picture": Part, "Parcel": Part, "Problem": Form,
		"ParentID": Form, "CopyOf": Form, "Redactions": Form, "Part": Internal, "ShelfVersion": Internal,
	},
	reflect.TypeFor[evidence.Picture](): {
		"Width": Form, "Height": Form, "Orientation": Form, "CapturedAt": Fact, "ZoneKnown": Form,
		"Camera": Internal, "Turn": Form,
	},
	reflect.TypeFor[evidence.Parcel](): {"Number": Fact, "Carrier": Fact},
	reflect.TypeFor[evidence.Message](): {
		"Seq": Form, "At": Fact, "ZoneKnown": Form, "Sender": Speaker, "Role": Form, "Body": Fact, "Start": Form, "End": Form,
		"Entry": Internal, "Fact": Form, "Media": Internal, "MediaID": Form, "Doubt": Form, "Cited": Form,
		"Translation": Fact, "TranslationSource": Fact,
	},
	reflect.TypeFor[evidence.Event](): {
		"Seq": Form, "At": Fact, "ZoneKnown": Form, "DateOnly": Form, "Place": Fact, "Text": Fact, "Milestone": Form,
		"PlaceZone": Form, "Own": Form, "Was": Part,
	},
}
