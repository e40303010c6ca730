package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/user"
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
)

// decideCmd records what people decide; each verb is a command of its own.
type decideCmd struct {
	Accept  acceptCmd  `cmd:"" help:"The claims are what their words say."`
	Edit    editCmd    `cmd:"" help:"A claim is what its words say, with corrections; what the machine read stays visible."`
	Reject  rejectCmd  `cmd:"" help:"The claims are not what their words say."`
	Merge   mergeCmd   `cmd:"" help:"Records are one: a meeting, a person, an undertaking …"`
	Split   splitCmd   `cmd:"" help:"Claims leave a record for one of their own."`
	Unmerge unmergeCmd `cmd:"" help:"Claims that were put together are of different things after all."`
	Grade   gradeCmd   `cmd:"" help:"Grade an outlet from A to F, or what a claim says from 1 to 6 (Admiralty scale)."`
	Assess  assessCmd  `cmd:"" help:"Say how far an undertaking was carried out, from 0 to 3 (Peace Accords Matrix)."`
	Note    noteCmd    `cmd:"" help:"Attach a note to a claim or record."`
	Reply   replyCmd   `cmd:"" help:"Attach a reply, or a wish to have something corrected, of someone concerned."`
	Add     addCmd     `cmd:"" help:"Add a claim of your own to a document, on exact words of its text."`
	Undo    undoCmd    `cmd:"" help:"A decision no longer counts; undo the undo to make it count again."`
}

// A deciding is what every decision is told.
type deciding struct {
	By     string `help:"Your name; that of your account if it is left out." placeholder:"NAME"`
	Reason string `help:"Why." placeholder:"TEXT"`
	Saw    string `help:"State of the claim as review showed it: if others decided since, nothing is recorded." placeholder:"STATE"`
	JSON   bool   `help:"Print the decisions as JSON, one a line."`
}

// record stores decisions, one after another until one is refused, and derives
// what follows from them.
func (c *deciding) record(a *app, s *store, decisions ...rapporteur.Decision) (err error) {
	if c.Saw != "" && len(decisions) > 1 {
		return misuse{errors.New("--saw is the state of one claim: decide on one at a time")}
	}
	by := c.By
	if by == "" {
		u, err := user.Current()
		if err != nil {
			return fmt.Errorf("find out who decides: %w: name them with --by", err)
		}
		by = u.Username
	}
	seal, err := a.openSeal(s)
	if err != nil {
		return err
	}
	defer func() {
		// What was stored is sealed and takes effect even if a later one was refused.
		_, _, sealed := a.advance(s, seal)
		err = errors.Join(err, sealed, a.relink(s))
	}()
	for _, d := range decisions {
		d.By, d.Reason, d.Saw, d.At = by, c.Reason, c.Saw, a.now()
		if d, err = s.Decide(a.ctx, d); err != nil {
			return fmt.Errorf("decide: %w", err)
		}
		if c.JSON {
			if err := printJSON(a.stdout, d); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.stdout, "%s: %s by %s; to take it back: rapporteur decide undo %s\n", d.ID, d.Verb, printable(d.By), d.ID)
	}
	return nil
}

// with opens the store, brings its records up to date, and records the decisions
// that of returns.
func (c *deciding) with(a *app, of func(*store) ([]rapporteur.Decision, error)) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	if err := a.relink(s); err != nil {
		return err
	}
	ds, err := of(s)
	if err != nil {
		return err
	}
	return c.record(a, s, ds...)
}

// one records a single decision that needs nothing of the ledger.
func (c *deciding) one(a *app, d rapporteur.Decision) error {
	return c.with(a, func(*store) ([]rapporteur.Decision, error) { return []rapporteur.Decision{d}, nil })
}

// each records the same decision about each of some claims.
func (c *deciding) each(a *app, verb rapporteur.Verb, ids []string) error {
	var ds []rapporteur.Decision
	for _, id := range ids {
		claim, err := claimID(id)
		if err != nil {
			return err
		}
		ds = append(ds, rapporteur.Decision{Verb: verb, Claim: claim})
	}
	return c.with(a, func(*store) ([]rapporteur.Decision, error) { return ds, nil })
}

// claimID reads the identity of a claim.
func claimID(id string) (rapporteur.ClaimID, error) {
	if !identity(id, "c") {
		return "", misuse{fmt.Errorf("%q is not the identity of a claim, which is c and 16 digits: rapporteur review lists them", id)}
	}
	return rapporteur.ClaimID(id), nil
}

// identity reports whether s is one of the letters and 16 hexadecimal digits.
func identity(s, letters string) bool {
	if len(s) != 17 || !strings.Contains(letters, s[:1]) {
		return false
	}
	return strings.Trim(s[1:], "0123456789abcdef") == ""
}

// A subject is a claim or record that a decision is about.
type subject struct {
	claim  rapporteur.ClaimID // for a record, the first of its claims
	as     rapporteur.Kind    // of the record; empty if it is about the claim
	claims []rapporteur.ClaimID
}

// subjectOf finds a claim or record by its identity.
func subjectOf(a *app, s *store, id string) (subject, error) {
	if identity(id, "c") {
		return subject{claim: rapporteur.ClaimID(id)}, nil
	}
	if !identity(id, "emikqp") {
		return subject{}, misuse{fmt.Errorf("%q is the identity neither of a claim nor of a record: rapporteur review lists those of claims, rapporteur dossier --json those of records", id)}
	}
	r, err := s.Record(a.ctx, rapporteur.RecordID(id))
	if err != nil {
		return subject{}, fmt.Errorf("%w: records change when reports are read or claims rejected: find it again with rapporteur dossier --json", err)
	}
	return subject{claim: r.Claims[0], as: r.Kind, claims: r.Claims}, nil
}

type acceptCmd struct {
	Claims []string `arg:"" name:"claim" help:"Claims, by identity."`
	deciding
}

func (c *acceptCmd) Run(a *app) error { return c.each(a, rapporteur.Accept, c.Claims) }

type rejectCmd struct {
	Claims []string `arg:"" name:"claim" help:"Claims, by identity."`
	deciding
}

func (c *rejectCmd) Run(a *app) error { return c.each(a, rapporteur.Reject, c.Claims) }

type editCmd struct {
	Claim string   `arg:"" help:"Claim, by identity."`
	Set   []string `required:"" sep:"none" help:"A correction, such as date=2025-03-05 or 'parties=LAO; VNM'; repeat for more fields." placeholder:"FIELD=VALUE"`
	deciding
}

func (c *editCmd) Run(a *app) error {
	claim, err := claimID(c.Claim)
	if err != nil {
		return err
	}
	fields, err := corrections(c.Set)
	if err != nil {
		return err
	}
	return c.one(a, rapporteur.Decision{Verb: rapporteur.Edit, Claim: claim, Corrections: fields})
}

// corrections reads fields with their values.
func corrections(set []string) ([]rapporteur.Correction, error) {
	var out []rapporteur.Correction
	for _, s := range set {
		field, value, ok := strings.Cut(s, "=")
		if !ok {
			return nil, misuse{fmt.Errorf("--set %q: write a field and its value, such as date=2025-03-05; nothing after the = if it is not known", s)}
		}
		out = append(out, rapporteur.Correction{Field: rapporteur.Field(strings.TrimSpace(field)), To: value})
	}
	return out, nil
}

type undoCmd struct {
	Decisions []string `arg:"" name:"decision" help:"Decisions, by identity."`
	deciding
}

func (c *undoCmd) Run(a *app) error {
	var ds []rapporteur.Decision
	for _, id := range c.Decisions {
		if !identity(id, "x") {
			return misuse{fmt.Errorf("%q is not the identity of a decision, which is x and 16 digits: rapporteur log lists them", id)}
		}
		ds = append(ds, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: rapporteur.DecisionID(id)})
	}
	return c.with(a, func(*store) ([]rapporteur.Decision, error) { return ds, nil })
}

type gradeCmd struct {
	Of    string `arg:"" help:"Outlet, by its name, or claim, by identity." placeholder:"OUTLET|CLAIM"`
	Grade string `arg:"" help:"A to F for an outlet; 1 to 6 for what a claim says."`
	deciding
}

func (c *gradeCmd) Run(a *app) error {
	d := rapporteur.Decision{Verb: rapporteur.Grade}
	if identity(c.Of, "c") {
		n, err := strconv.Atoi(c.Grade)
		if err != nil || n < 1 || n > 6 {
			return misuse{fmt.Errorf("%q is no grade of information: 1 confirmed by other independent sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged", c.Grade)}
		}
		d.Claim, d.Information = rapporteur.ClaimID(c.Of), rapporteur.InformationGrade(n)
		return c.one(a, d)
	}
	d.Outlet, d.Source = c.Of, rapporteur.SourceGrade(strings.ToUpper(c.Grade))
	if len(d.Source) != 1 || d.Source < rapporteur.CompletelyReliable || d.Source > rapporteur.ReliabilityUnknown {
		return misuse{fmt.Errorf("%q is no grade of an outlet: A completely, B usually, C fairly, D not usually reliable, E unreliable, F cannot be judged", c.Grade)}
	}
	return c.with(a, func(s *store) ([]rapporteur.Decision, error) {
		known, err := s.KnownOutlets(a.ctx)
		if err != nil {
			return nil, err
		}
		for _, o := range known {
			if o.Outlet.Name == d.Outlet {
				return []rapporteur.Decision{d}, nil
			}
		}
		return nil, misuse{fmt.Errorf("no outlet is called %q: rapporteur outlets list names them, and outlets set describes another", d.Outlet)}
	})
}

type assessCmd struct {
	Of     string `arg:"" help:"Record of an undertaking, agreement or mechanism, or one of its claims." placeholder:"RECORD|CLAIM"`
	Score  int    `arg:"" help:"0 not initiated, 1 minimal, 2 intermediate, 3 full."`
	Rubric string `required:"" help:"What you judged by, with its version." placeholder:"NAME"`
	Window string `required:"" help:"The time that you looked at, in EDTF, such as 2024/2025." placeholder:"DATES"`
	deciding
}

func (c *assessCmd) Run(a *app) error {
	window, err := rapporteur.ParseDate(c.Window)
	if err != nil {
		return misuse{fmt.Errorf("--window: %w", err)}
	}
	return c.about(a, c.Of, rapporteur.Decision{Verb: rapporteur.Assess,
		Rating: &rapporteur.Rating{Score: rapporteur.Implementation(c.Score), Rubric: c.Rubric, Window: window}})
}

type noteCmd struct {
	Of   string `arg:"" help:"Claim or record, by identity." placeholder:"CLAIM|RECORD"`
	Text string `arg:"" help:"The note."`
	deciding
}

func (c *noteCmd) Run(a *app) error {
	return c.about(a, c.Of, rapporteur.Decision{Verb: rapporteur.Note, Text: c.Text})
}

type replyCmd struct {
	Of   string `arg:"" help:"Claim or record, by identity." placeholder:"CLAIM|RECORD"`
	Text string `arg:"" help:"The reply."`
	From string `required:"" help:"Whose reply it is." placeholder:"NAME"`
	deciding
}

func (c *replyCmd) Run(a *app) error {
	return c.about(a, c.Of, rapporteur.Decision{Verb: rapporteur.Reply, Text: c.Text, From: c.From})
}

// about records a decision that is attached to a claim or record.
func (c *deciding) about(a *app, id string, d rapporteur.Decision) error {
	return c.with(a, func(s *store) ([]rapporteur.Decision, error) {
		sub, err := subjectOf(a, s, id)
		d.Claim, d.As = sub.claim, sub.as
		return []rapporteur.Decision{d}, err
	})
}

type mergeCmd struct {
	Of []string        `arg:"" help:"Two or more records, or claims of them, by identity." placeholder:"RECORD|CLAIM"`
	As rapporteur.Kind `help:"Kind of record that claims are put together in, if it is not their own: mechanism, for meetings." placeholder:"KIND"`
	deciding
}

func (c *mergeCmd) Run(a *app) error { return c.group(a, rapporteur.Merge, c.Of, c.As) }

type unmergeCmd struct {
	Of []string        `arg:"" help:"Two or more claims, by identity: the first stays, what was put together with it for the others leaves." placeholder:"CLAIM"`
	As rapporteur.Kind `help:"Kind of record that they leave, if it is not their own: mechanism, for meetings." placeholder:"KIND"`
	deciding
}

func (c *unmergeCmd) Run(a *app) error { return c.group(a, rapporteur.Unmerge, c.Of, c.As) }

// group records that claims, or the claims of records, are one or are not.
func (c *deciding) group(a *app, verb rapporteur.Verb, ids []string, as rapporteur.Kind) error {
	if len(ids) < 2 {
		return misuse{fmt.Errorf("%s needs two or more: one thing is one already", verb)}
	}
	return c.with(a, func(s *store) ([]rapporteur.Decision, error) {
		d := rapporteur.Decision{Verb: verb, As: as}
		for i, id := range ids {
			sub, err := subjectOf(a, s, id)
			if err != nil {
				return nil, err
			}
			if sub.as == "" && d.As == "" {
				claim, err := s.Claim(a.ctx, sub.claim)
				if err != nil {
					return nil, err
				}
				sub.as = claim.Kind
			}
			if d.As == "" {
				d.As = sub.as
			}
			if sub.as != "" && sub.as != d.As {
				return nil, misuse{fmt.Errorf("%s is of the kind %s, not %s: only things of one kind can be one", id, sub.as, d.As)}
			}
			if i == 0 {
				d.Claim = sub.claim
			} else {
				d.With = append(d.With, rapporteur.Mark{Claim: sub.claim})
			}
		}
		return []rapporteur.Decision{d}, nil
	})
}

type splitCmd struct {
	Record string   `arg:"" help:"Record, by identity."`
	Claims []string `arg:"" name:"claim" help:"Claims of it that leave, by identity."`
	deciding
}

func (c *splitCmd) Run(a *app) error {
	return c.with(a, func(s *store) ([]rapporteur.Decision, error) {
		sub, err := subjectOf(a, s, c.Record)
		if err != nil {
			return nil, err
		}
		if sub.as == "" {
			return nil, misuse{fmt.Errorf("%s is a claim: name the record that claims leave first, then the claims", c.Record)}
		}
		d := rapporteur.Decision{Verb: rapporteur.Split, As: sub.as}
		for _, id := range c.Claims {
			claim, err := claimID(id)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(sub.claims, claim) {
				return nil, fmt.Errorf("claim %s is not in record %s, which gathers %s", id, c.Record, strings.Trim(fmt.Sprint(sub.claims), "[]"))
			}
			d.With = append(d.With, rapporteur.Mark{Claim: claim})
			sub.claims = slices.DeleteFunc(slices.Clone(sub.claims), func(o rapporteur.ClaimID) bool { return o == claim })
		}
		if len(sub.claims) == 0 {
			return nil, misuse{errors.New("all claims of the record would leave it: name only some")}
		}
		d.Claim = sub.claims[0]
		return []rapporteur.Decision{d}, nil
	})
}

// printJSON prints a value as one line.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
