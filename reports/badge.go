package reports

import (
	"fmt"
	"io"
)

// writeBadge writes a small image with the total of a run, or the mean of a batch. Nothing that a submission controls is
// in it.
func writeBadge(w io.Writer, r *Report, _ Options) error {
	text, color := "unknown", "#6b7280"
	total := r.Summary.Mean
	if r.Kind == KindRun && r.Summary.Scored < r.Summary.Submissions {
		total = nil
	}
	switch {
	case r.Partial != nil:
		text = "interrupted"
	case total != nil:
		text = fixed(*total)
		color = map[style]string{green: "#15803d", yellow: "#a16207", red: "#b91c1c"}[tone(*total)]
		if only := only(r); only != nil && only.Grade != "" {
			text += " " + only.Grade
		} else if only != nil && !only.Ranked {
			text += " not ranked"
		}
	}
	const label = "assay"
	left, right := badgeWidth(label), badgeWidth(text)
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]d" height="20" viewBox="0 0 %[1]d 20" role="img" aria-label="%[2]s: %[3]s">
  <title>%[2]s: %[3]s</title>
  <clipPath id="r"><rect width="%[1]d" height="20" rx="4"/></clipPath>
  <g clip-path="url(#r)">
    <rect width="%[4]d" height="20" fill="#374151"/>
    <rect x="%[4]d" width="%[5]d" height="20" fill="%[6]s"/>
  </g>
  <g fill="#ffffff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">
    <text x="%[7]g" y="14">%[2]s</text>
    <text x="%[8]g" y="14">%[3]s</text>
  </g>
</svg>
`, left+right, label, text, left, right, color, float64(left)/2, float64(left)+float64(right)/2)
	return err
}

// only is the only submission of a run.
func only(r *Report) *Submission {
	if r.Kind == KindRun && len(r.Submissions) == 1 {
		return &r.Submissions[0]
	}
	return nil
}

// badgeWidth is about how wide a text of lower case letters and digits is in the font of a badge.
func badgeWidth(text string) int { return len(text)*7 + 12 }
