// Package profiles judges measurements: what they are worth (a [Scale]), how much they count (a [Profile]) and what that
// makes of a submission (a [Scorecard]).
//
// There are four levels, and the scorecard keeps all of them: the raw value of a metric, its score from 0 to 100 by the
// scale's curve, the weighted mean of a category, the weighted mean of all. Curves belong to the scale and not to the
// profile, so that two profiles disagree about what matters and never about what complexity 15 is worth.
//
// # What is missing
//
// A metric that is not applicable leaves its category, and its weight is spread over the others there; a category in
// which nothing applies leaves the total in the same way. A metric that is unavailable also spreads its weight, but
// leaves a mark: the category becomes an interval, from "it would have scored 0" to "it would have scored 100". When
// less than half of a category's weight is available there is no score for it, and none for the total.
//
// # Accounting
//
// Every point that is not in the total can be named: the points that the metrics lost, the points that the gates took
// and the total make 100, exactly but for rounding in the last bits. Where the total is not known, the same holds of
// its upper end. Points lost are divided further over functions and lines by [Explain].
//
// # Rounding
//
// Everything here is a float64 and never rounded. Whoever prints rounds, to two decimals, half away from zero; letters
// are given from the unrounded total.
package profiles
