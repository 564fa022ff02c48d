package reports

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/assay-score/assay/analyze/safety"
)

// The parts of SARIF 2.1.0 (OASIS, 2020) that a report has something for.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		ColumnKind  string            `json:"columnKind"`
		Taxonomies  []sarifComponent  `json:"taxonomies,omitempty"`
		Artifacts   []sarifArtifact   `json:"artifacts,omitempty"`
		Results     []sarifResult     `json:"results"`
		Automation  sarifAutomation   `json:"automationDetails"`
		Properties  map[string]any    `json:"properties"`
	}
	sarifAutomation struct {
		ID string `json:"id"`
	}
	sarifTool struct {
		Driver sarifComponent `json:"driver"`
	}
	sarifComponent struct {
		Name             string         `json:"name"`
		FullName         string         `json:"fullName,omitempty"`
		SemanticVersion  string         `json:"semanticVersion,omitempty"`
		Version          string         `json:"version,omitempty"`
		InformationURI   string         `json:"informationUri,omitempty"`
		Organization     string         `json:"organization,omitempty"`
		ShortDescription *sarifText     `json:"shortDescription,omitempty"`
		Rules            []sarifRule    `json:"rules,omitempty"`
		Taxa             []sarifRule    `json:"taxa,omitempty"`
		Supported        []sarifPointer `json:"supportedTaxonomies,omitempty"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifRule struct {
		ID            string              `json:"id"`
		Name          string              `json:"name,omitempty"`
		Short         *sarifText          `json:"shortDescription,omitempty"`
		Full          *sarifText          `json:"fullDescription,omitempty"`
		Help          *sarifText          `json:"help,omitempty"`
		HelpURI       string              `json:"helpUri,omitempty"`
		Configuration *sarifConfiguration `json:"defaultConfiguration,omitempty"`
		Relationships []sarifRelationship `json:"relationships,omitempty"`
		Properties    map[string]any      `json:"properties,omitempty"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifRelationship struct {
		Target sarifTarget `json:"target"`
		Kinds  []string    `json:"kinds"`
	}
	sarifTarget struct {
		ID        string       `json:"id"`
		Component sarifPointer `json:"toolComponent"`
	}
	sarifPointer struct {
		Name string `json:"name"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level   string    `json:"level"`
		Message sarifText `json:"message"`
	}
	sarifArtifact struct {
		Location sarifURI `json:"location"`
		Language string   `json:"sourceLanguage,omitempty"`
	}
	sarifURI struct {
		URI   string `json:"uri"`
		Index *int   `json:"index,omitempty"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
		Properties   map[string]any     `json:"properties,omitempty"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifURI    `json:"artifactLocation"`
		Region   sarifRegion `json:"region"`
	}
	sarifRegion struct {
		StartLine   int        `json:"startLine"`
		StartColumn int        `json:"startColumn,omitempty"`
		EndLine     int        `json:"endLine,omitempty"`
		EndColumn   int        `json:"endColumn,omitempty"`
		Snippet     *sarifText `json:"snippet,omitempty"`
	}
)

// cweName is what the taxonomy of weaknesses is called in the document.
const cweName = "CWE"

// writeSARIF writes findings, errors of syntax and failed tests as SARIF 2.1.0. A result keeps its fingerprint when lines
// are added before it, so that a code scanning service knows it again.
func writeSARIF(w io.Writer, r *Report, _ Options) error {
	b := &sarifBuilder{ruleAt: map[string]int{}, artifactAt: map[string]int{}, seen: map[string]int{}, results: []sarifResult{}}
	failed := 0
	err := r.Each(func(_ int, s *Submission) error {
		if s.Status == StatusInfraError {
			if failed++; failed <= maxShown {
				b.notes = append(b.notes, sarifNotification{"error", sarifText{Text: Inert(s.ID + ": " + s.Reason)}})
			}
		}
		for _, i := range issues(s) {
			b.add(s, &i)
		}
		return nil
	})
	if err != nil {
		return err
	}
	v := &r.Provenance
	name, version, _ := strings.Cut(v.Tool, " ")
	run := sarifRun{
		Tool: sarifTool{sarifComponent{Name: name, FullName: "Assay " + v.Tool, SemanticVersion: version, InformationURI: projectURL,
			Organization: "Assay", ShortDescription: &sarifText{Text: "Scores Python that nobody vetted."}, Rules: b.rules}},
		Invocations: []sarifInvocation{{Successful: r.Summary.InfraErrors == 0 && r.Partial == nil, Notifications: b.notes}},
		ColumnKind:  "unicodeCodePoints", Artifacts: b.artifacts, Results: b.results, Automation: sarifAutomation{"score/" + r.Kind + "/"},
		Properties: map[string]any{"engine": v.Engine + " " + v.EngineVersion, "profile": v.Profile.ID, "profileDigest": v.Profile.Digest, "ruleSet": v.RuleSet, "scale": v.Scale, "seed": v.Seed},
	}
	if len(b.cwes) > 0 {
		slices.Sort(b.cwes)
		taxonomy := sarifComponent{Name: cweName, FullName: "Common Weakness Enumeration", Version: "4.16", InformationURI: "https://cwe.mitre.org/data/published/cwe_v4.16.pdf",
			Organization: "MITRE", ShortDescription: &sarifText{Text: "A list of types of weaknesses."}}
		for _, n := range slices.Compact(b.cwes) {
			taxonomy.Taxa = append(taxonomy.Taxa, sarifRule{ID: fmt.Sprint(n), HelpURI: fmt.Sprintf("https://cwe.mitre.org/data/definitions/%d.html", n)})
		}
		run.Taxonomies = []sarifComponent{taxonomy}
		run.Tool.Driver.Supported = []sarifPointer{{cweName}}
	}
	text, err := marshal(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

const projectURL = "https://github.com/assay-score/assay"

type sarifBuilder struct {
	rules      []sarifRule
	ruleAt     map[string]int
	artifacts  []sarifArtifact
	artifactAt map[string]int
	results    []sarifResult
	notes      []sarifNotification
	cwes       []int
	seen       map[string]int
}

func (b *sarifBuilder) add(s *Submission, i *issue) {
	message := i.message
	if i.fix != "" {
		message += " Instead: " + i.fix
	}
	at := b.artifact(i.file)
	region := sarifRegion{StartLine: max(i.line, 1), StartColumn: max(i.column, 1)}
	if i.endLine >= region.StartLine && (i.endLine > region.StartLine || i.endC > i.column) {
		region.EndLine, region.EndColumn = i.endLine, max(i.endC, 1)
	}
	if i.excerpt != "" && !strings.HasPrefix(i.excerpt, "…") {
		region.Snippet = &sarifText{Text: Inert(i.excerpt)}
	}
	index := at
	var suppressions []sarifSuppression
	if i.suppressed != "" {
		suppressions = []sarifSuppression{{"inSource", Inert(i.suppressed)}}
	}
	b.results = append(b.results, sarifResult{Suppressions: suppressions, RuleID: i.rule, RuleIndex: b.rule(i), Level: sarifLevel(i.severity), Message: sarifText{Text: braces.Replace(sentence(Inert(message)))},
		Locations:    []sarifLocation{{sarifPhysical{sarifURI{b.artifacts[at].Location.URI, &index}, region}}},
		Fingerprints: map[string]string{"assay/v1": i.fingerprint(b.seen)},
		Properties:   map[string]any{"submission": Inert(s.ID), "severity": i.severity, "confidence": i.confidence}})
}

// braces keeps a message from having placeholders, and from links: SARIF reads {0} and [text](target) in messages.
var braces = strings.NewReplacer("{", "{{", "}", "}}", "[", `\[`, "]", `\]`, `\`, `\\`)

func (b *sarifBuilder) artifact(file string) int {
	uri := (&url.URL{Path: file}).EscapedPath()
	if uri == "" {
		uri = "submission"
	}
	if strings.Contains(strings.SplitN(uri, "/", 2)[0], ":") {
		uri = strings.Replace(uri, ":", "%3A", 1) // or the beginning would be a scheme
	}
	at, ok := b.artifactAt[uri]
	if !ok {
		at = len(b.artifacts)
		b.artifactAt[uri] = at
		b.artifacts = append(b.artifacts, sarifArtifact{Location: sarifURI{URI: uri}, Language: "python"})
	}
	return at
}

func sarifLevel(severity string) string {
	switch severity {
	case "critical", "high":
		return "error"
	case "medium":
		return "warning"
	}
	return "note"
}

// rule gives the place of an issue's rule among those of the run.
func (b *sarifBuilder) rule(i *issue) int {
	if at, ok := b.ruleAt[i.rule]; ok {
		return at
	}
	r := sarifRule{ID: i.rule, Name: pascal(i.title), Short: &sarifText{Text: sentence(i.title)}, Full: &sarifText{Text: sentence(i.title)}, Help: &sarifText{Text: sentence(i.title)},
		Configuration: &sarifConfiguration{sarifLevel(i.severity)}, Properties: map[string]any{"tags": []string{"correctness"}}}
	if known, ok := safety.Lookup(i.rule); ok {
		severity := known.Severity.String()
		tags := []string{"security"}
		r.Name = pascal(known.Slug)
		r.Full = &sarifText{Text: known.Doc}
		r.Help = &sarifText{Text: known.Doc + "\n\nInstead: " + known.Fix, Markdown: known.Doc + "\n\n**Instead:** " + known.Fix}
		r.HelpURI = projectURL + "#rules"
		r.Configuration.Level = sarifLevel(severity)
		if known.CWE > 0 {
			tags = append(tags, fmt.Sprintf("external/cwe/cwe-%03d", known.CWE))
			b.cwes = append(b.cwes, known.CWE)
			r.Relationships = []sarifRelationship{{sarifTarget{fmt.Sprint(known.CWE), sarifPointer{cweName}}, []string{"superset"}}}
		}
		r.Properties = map[string]any{"tags": tags, "precision": map[string]string{"low": "low", "medium": "medium", "high": "high"}[known.Confidence.String()],
			"security-severity": map[string]string{"info": "1.0", "low": "3.0", "medium": "5.5", "high": "8.0", "critical": "9.5"}[severity]}
	}
	at := len(b.rules)
	b.ruleAt[i.rule] = at
	b.rules = append(b.rules, r)
	return at
}

// pascal makes an identifier of words: "exec_call" becomes "ExecCall".
func pascal(words string) string {
	var out strings.Builder
	for _, word := range strings.FieldsFunc(words, func(c rune) bool { return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') }) {
		out.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return out.String()
}
