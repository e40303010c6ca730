package rapporteur

import "fmt"

// OutletType says whose voice an outlet is.
type OutletType string

// The types of outlets.
const (
	StateAgency OutletType = "state agency" // a news agency or paper that a state owns
	Ministry    OutletType = "ministry"     // a ministry, government, parliament or other body of a state
	PartyOrgan  OutletType = "party"        // a political party or its paper
	Independent OutletType = "independent"  // owned neither by a state nor by a party
	Analysis    OutletType = "analysis"     // a think tank or journal
	Aggregator  OutletType = "aggregator"   // passes on the reports of others
	Mirror      OutletType = "mirror"       // shows another outlet's pages at its own address
)

// OutletTypes lists every type.
var OutletTypes = []OutletType{StateAgency, Ministry, PartyOrgan, Independent, Analysis, Aggregator, Mirror}

// An Outlet is one that publishes reports. What is not known is empty.
type Outlet struct {
	Name     string     `json:"name"`
	Names    []string   `json:"names,omitempty"`   // other names and hosts that it is met under
	Country  Party      `json:"country,omitempty"` // the state that it is of
	Type     OutletType `json:"type,omitempty"`
	Language string     `json:"language,omitempty"` // BCP 47, of most of its reports
	Parent   string     `json:"parent,omitempty"`   // the outlet that owns or feeds it
	Note     string     `json:"note,omitempty"`
}

// Valid returns what is wrong with an outlet, if anything.
func (o Outlet) Valid() error {
	if o.Name == "" {
		return fmt.Errorf("an outlet needs a name")
	}
	if o.Parent == o.Name {
		return fmt.Errorf("outlet %s cannot be its own parent", o.Name)
	}
	if o.Type == "" {
		return nil
	}
	for _, t := range OutletTypes {
		if o.Type == t {
			return nil
		}
	}
	return fmt.Errorf("%q is no type of outlet: the types are %q", o.Type, OutletTypes)
}
