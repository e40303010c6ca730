package rapporteur

// Factuality is FactBank's scale of how certain a source presents an event to be
// (Saurí and Pustejovsky 2009).
type Factuality string

// The values of the scale.
const (
	CTPlus  Factuality = "CT+" // certain
	PRPlus  Factuality = "PR+" // probable
	PSPlus  Factuality = "PS+" // possible
	CTMinus Factuality = "CT-" // certainly not
	PRMinus Factuality = "PR-" // probably not
	PSMinus Factuality = "PS-" // possibly not
	CTu     Factuality = "CTu" // certain, polarity unknown
	Uu      Factuality = "Uu"  // uncommitted
)

// Mode is PLOVER's auxiliary mode of an event (PLOVER manual 0.8, section 2.3).
type Mode string

// The modes.
const (
	ModeCurrent      Mode = "current"
	ModeHistorical   Mode = "historical"
	ModeFuture       Mode = "future"
	ModeHypothetical Mode = "hypothetical"
	ModeNegated      Mode = "negated"
)

// InteractionType is the form of a contact.
type InteractionType string

// The forms of contact.
const (
	Meeting          InteractionType = "meeting"
	Call             InteractionType = "call"
	Visit            InteractionType = "visit"
	Dialogue         InteractionType = "dialogue"
	Exercise         InteractionType = "exercise"
	Signing          InteractionType = "signing"
	Statement        InteractionType = "statement"
	OtherInteraction InteractionType = "other"
)

// InstrumentKind is the form of a formal text.
type InstrumentKind string

// The forms of formal text. "Treaty" includes conventions and pacts so called.
const (
	Treaty          InstrumentKind = "treaty"
	Agreement       InstrumentKind = "agreement"
	MoU             InstrumentKind = "MoU"
	Protocol        InstrumentKind = "protocol"
	JointStatement  InstrumentKind = "joint statement"
	Plan            InstrumentKind = "plan"
	Minutes         InstrumentKind = "minutes"
	OtherInstrument InstrumentKind = "other"
)

// InstrumentStatus is what has been done to a formal text.
type InstrumentStatus string

// The statuses, in the order of a text's life.
const (
	InstrumentProposed   InstrumentStatus = "proposed"
	UnderNegotiation     InstrumentStatus = "under negotiation"
	Signed               InstrumentStatus = "signed"
	InForce              InstrumentStatus = "in force"
	Expired              InstrumentStatus = "expired"
	Terminated           InstrumentStatus = "terminated"
	InstrumentStatusOpen InstrumentStatus = "unknown"
)

// SpeechAct is the strength of an undertaking's wording, weakest first.
type SpeechAct string

// The speech acts.
const (
	ActMention   SpeechAct = "mention"
	ActExchanged SpeechAct = "exchanged views"
	ActUrged     SpeechAct = "urged or proposed"
	ActWilling   SpeechAct = "willing"
	ActPledged   SpeechAct = "pledged"
	ActAgreed    SpeechAct = "agreed"
	ActSigned    SpeechAct = "signed"
	ActMandated  SpeechAct = "mandated by binding text"
	ActResourced SpeechAct = "resourced"
)

// Stage is how far an undertaking has come, as reported.
type Stage string

// The stages.
const (
	StageProposed   Stage = "proposed"
	StagePledged    Stage = "pledged"
	StageAgreed     Stage = "agreed"
	StagePlanned    Stage = "planned"
	StageUnderWay   Stage = "under way"
	StagePartly     Stage = "partly delivered"
	StageDelivered  Stage = "delivered"
	StageStalled    Stage = "stalled"
	StageSuspended  Stage = "suspended"
	StageWithdrawn  Stage = "withdrawn"
	StageSuperseded Stage = "superseded"
	StageLapsed     Stage = "lapsed"
)

// Disclosure is how much of an undertaking's content its source gives.
type Disclosure string

// The degrees of disclosure.
const (
	Disclosed         Disclosure = "disclosed"
	PartlyDisclosed   Disclosure = "partly"
	StatedUndisclosed Disclosure = "stated as undisclosed"
	ToBeFinalised     Disclosure = "to be finalised"
	NotMentioned      Disclosure = "not mentioned"
)

// QuestionType is why something is not known.
type QuestionType string

// The types of stated unknown.
const (
	Undisclosed  QuestionType = "undisclosed"
	Unconfirmed  QuestionType = "unconfirmed"
	NotFinalised QuestionType = "not finalised"
	NoEvidence   QuestionType = "no evidence"
)

// Area is a field of cooperation. The list is closed here; a user's file may
// extend it.
type Area string

// The areas.
const (
	AreaBorder         Area = "border security"
	AreaTraining       Area = "training and education"
	AreaExercises      Area = "military exercises"
	AreaPeacekeeping   Area = "peacekeeping"
	AreaMaritime       Area = "maritime security"
	AreaCyber          Area = "cybersecurity"
	AreaIndustry       Area = "defence industry and procurement"
	AreaLogistics      Area = "logistics"
	AreaIntelligence   Area = "intelligence sharing"
	AreaDialogue       Area = "high-level exchanges and dialogue"
	AreaHumanitarian   Area = "humanitarian assistance and disaster relief"
	AreaCrime          Area = "counter-terrorism and transnational crime"
	AreaIT             Area = "information technology"
	AreaHealth         Area = "health and military medicine"
	AreaWarLegacy      Area = "war legacy"
	AreaMultilateral   Area = "multilateral support"
	AreaCulture        Area = "culture and public awareness"
	AreaInfrastructure Area = "infrastructure"
	AreaFinance        Area = "finance and aid"
	AreaOther          Area = "other"
)

// Areas lists the areas in the order in which they are shown.
var Areas = []Area{AreaBorder, AreaTraining, AreaExercises, AreaPeacekeeping, AreaMaritime, AreaCyber, AreaIndustry, AreaLogistics,
	AreaIntelligence, AreaDialogue, AreaHumanitarian, AreaCrime, AreaIT, AreaHealth, AreaWarLegacy, AreaMultilateral, AreaCulture,
	AreaInfrastructure, AreaFinance, AreaOther}
