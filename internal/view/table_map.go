package view

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"

	"example.org/rapporteur/internal/geo"
)

// all returns the places of a map in the order in which it lists them.
func (m *Map) all() []Place { return slices.Concat(m.Places, m.States, m.Unlocated) }

// Table returns the contacts of a map at their places, one a row.
func (m *Map) Table() Table {
	t := Table{{"place", "state", "precision", "longitude", "latitude", "reach km", "contact", "type", "title", "date", "parties", "certainty", "announced", "placed elsewhere too", "claim"}}
	for _, p := range m.all() {
		state, lon, lat, reach := "", "", "", ""
		if p.State != nil {
			state = string(p.State.Code)
		}
		if p.At != nil {
			lon, lat = degrees(p.At.Lon), degrees(p.At.Lat)
		}
		if p.Reach > 0 {
			reach = strconv.Itoa(p.Reach)
		}
		for _, c := range p.Contacts {
			t = append(t, []string{p.Name, state, string(p.Precision), lon, lat, reach, string(c.ID), string(c.Type), c.Title, c.When.Date.String(),
				inWords(names(c.Parties)), c.Certainty.Word, yes(c.Future), yes(c.Disputed), ids(c.Anchors)})
		}
	}
	return t
}

func degrees(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// WriteMap writes a map as plain text, a place a line.
func WriteMap(w io.Writer, m *Map) error {
	p := &printer{bufio.NewWriter(w)}
	p.head("Where contacts took place", m.AsOfText, m.Coverage)
	p.line(0, "%s; of %d no source tells the place", count(m.Contacts, "contact"), m.Without)
	for _, l := range []struct {
		title  string
		places []Place
	}{{"Places", m.Places}, {"Only the state is told", m.States}, {"Not located", m.Unlocated}} {
		p.section(l.title, len(l.places))
		for _, at := range l.places {
			where := string(at.Precision)
			if at.At != nil {
				where += ", " + Coordinates(*at.At)
			}
			if at.Reach > 0 {
				where += fmt.Sprintf(", within about %d km", at.Reach)
			}
			p.line(1, "%s (%s): %d held, %d announced, %d placed elsewhere too · %s", at.Name, where, at.Held, at.Foretold, at.Disputed, count(at.Origins, "origin"))
			for _, c := range at.Contacts {
				p.line(2, "%s · %s%s", c.When.Words, c.Title, cited(c.Anchors))
			}
		}
	}
	return p.w.Flush()
}

// Coordinates writes a point as people do: "17.97° N, 102.60° E".
func Coordinates(at geo.Point) string {
	ns, ew := "N", "E"
	if at.Lat < 0 {
		ns, at.Lat = "S", -at.Lat
	}
	if at.Lon < 0 {
		ew, at.Lon = "W", -at.Lon
	}
	return degrees(at.Lat) + "° " + ns + ", " + degrees(at.Lon) + "° " + ew
}

// feature is a place in GeoJSON (RFC 7946). What has no position has no geometry.
type feature struct {
	Type       string `json:"type"`
	Geometry   *point `json:"geometry"`
	Properties struct {
		Name      string        `json:"name"`
		State     *Party        `json:"state,omitempty"`
		Precision geo.Precision `json:"precision"`
		Reach     int           `json:"reach_km,omitempty"`
		Held      int           `json:"held"`
		Foretold  int           `json:"announced"`
		Disputed  int           `json:"disputed"`
		Origins   int           `json:"origins"`
	} `json:"properties"`
}

type point struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"`
}

// WriteGeoJSON writes the places of a map for programs that draw maps.
func WriteGeoJSON(w io.Writer, m *Map) error {
	out := struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}{"FeatureCollection", []feature{}}
	for _, p := range m.all() {
		f := feature{Type: "Feature"}
		if p.At != nil {
			f.Geometry = &point{"Point", [2]float64{p.At.Lon, p.At.Lat}}
		}
		f.Properties.Name, f.Properties.State, f.Properties.Precision, f.Properties.Reach = p.Name, p.State, p.Precision, p.Reach
		f.Properties.Held, f.Properties.Foretold, f.Properties.Disputed, f.Properties.Origins = p.Held, p.Foretold, p.Disputed, p.Origins
		out.Features = append(out.Features, f)
	}
	b, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return fmt.Errorf("write places as GeoJSON: %w", err)
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// Table returns what binds parties, a bond a row.
func (n *Network) Table() Table {
	t := Table{{"party", "with", "records", "contacts", "undertakings", "formal texts", "mechanisms", "documents", "origins", "first reported", "last reported", "last words", "claim"}}
	for _, b := range n.Bonds {
		words, claim := "", ""
		if len(b.Latest) > 0 {
			words, claim = b.Latest[0].Source.Quote, string(b.Latest[0].Source.Claim)
		}
		t = append(t, []string{string(b.A.Code), string(b.B.Code), strconv.Itoa(b.Records()), strconv.Itoa(b.Contacts), strconv.Itoa(b.Commitments), strconv.Itoa(b.Agreements),
			strconv.Itoa(b.Mechanisms), strconv.Itoa(b.Documents), strconv.Itoa(b.Origins), b.First.Date.String(), b.Last.Date.String(), words, claim})
	}
	return t
}

// WriteNetwork writes what binds parties as plain text, a bond a line.
func WriteNetwork(w io.Writer, n *Network) error {
	p := &printer{bufio.NewWriter(w)}
	title := "Who is recorded with whom"
	if len(n.Centre) > 0 {
		title = inWords(names(n.Centre)) + ": who is recorded with them"
	}
	p.head(title, n.AsOfText, n.Coverage)
	if !n.From.IsZero() {
		p.line(0, "only what documents published on or after %s tell", n.From.Words())
	}
	p.section("Bonds", len(n.Bonds))
	for _, b := range n.Bonds {
		p.line(1, "%s and %s: %s, %s, %s, %s · %s, %s · last %s", b.A.Name, b.B.Name, count(b.Contacts, "contact"), count(b.Commitments, "undertaking"),
			count(b.Agreements, "formal text"), count(b.Mechanisms, "mechanism"), count(b.Documents, "document"), count(b.Origins, "origin"), cmp.Or(b.Last.Words, "not known"))
		for _, l := range b.Latest {
			p.line(2, "“%s” — %s%s", l.Source.Quote, l.Source.Published.Words, cited([]Anchor{l.Source.Anchor}))
		}
	}
	return p.w.Flush()
}
