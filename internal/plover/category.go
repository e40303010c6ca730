package plover

import "slices"

// A Category is one of the event types of the PLOVER manual 0.8 (2021).
type Category string

// The categories, from verbal cooperation to material conflict.
const (
	TypeAgree     Category = "AGREE"
	TypeConsult   Category = "CONSULT"
	TypeSupport   Category = "SUPPORT"
	TypeConcede   Category = "CONCEDE"
	TypeCooperate Category = "COOPERATE"
	TypeAid       Category = "AID"
	TypeRetreat   Category = "RETREAT"
	TypeRequest   Category = "REQUEST"
	TypeAccuse    Category = "ACCUSE"
	TypeReject    Category = "REJECT"
	TypeThreaten  Category = "THREATEN"
	TypeProtest   Category = "PROTEST"
	TypeSanction  Category = "SANCTION"
	TypeMobilize  Category = "MOBILIZE"
	TypeCoerce    Category = "COERCE"
	TypeAssault   Category = "ASSAULT"
)

// Categories lists all categories in the order of the manual.
var Categories = []Category{
	TypeAgree, TypeConsult, TypeSupport, TypeConcede, TypeCooperate, TypeAid, TypeRetreat, TypeRequest,
	TypeAccuse, TypeReject, TypeThreaten, TypeProtest, TypeSanction, TypeMobilize, TypeCoerce, TypeAssault,
}

func (c Category) valid() bool { return slices.Contains(Categories, c) }
