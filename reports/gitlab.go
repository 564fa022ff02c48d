package reports

import (
	"io"
)

// writeGitLab writes GitLab's code quality report: an array of findings in the form of Code Climate's.
func writeGitLab(w io.Writer, r *Report, _ Options) error {
	type lines struct {
		Begin int `json:"begin"`
		End   int `json:"end,omitempty"`
	}
	type place struct {
		Path  string `json:"path"`
		Lines lines  `json:"lines"`
	}
	type quality struct {
		Type        string   `json:"type"`
		Description string   `json:"description"`
		CheckName   string   `json:"check_name"`
		Categories  []string `json:"categories"`
		Fingerprint string   `json:"fingerprint"`
		Severity    string   `json:"severity"`
		Location    place    `json:"location"`
	}
	severity := map[string]string{"info": "info", "low": "minor", "medium": "major", "high": "critical", "critical": "blocker"}
	list := []quality{}
	seen := map[string]int{}
	err := r.Each(func(_ int, s *Submission) error {
		for _, i := range issues(s) {
			if i.suppressed != "" {
				continue
			}
			category := "Security"
			if i.cwe == 0 {
				category = "Bug Risk"
			}
			list = append(list, quality{"issue", Inert(i.message), Inert(i.rule), []string{category}, i.fingerprint(seen), severity[i.severity],
				place{Inert(i.file), lines{max(i.line, 1), i.endLine}}})
		}
		return nil
	})
	if err != nil {
		return err
	}
	text, err := marshal(list, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}
