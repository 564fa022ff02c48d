package pipeline

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash"

	"github.com/assay-score/assay/analyze/safety"
)

// key identifies a result by everything that it depends on: what was handed in, the task, and how it is scored. Equal
// keys mean equal records but for the submission's name.
type key [sha256.Size]byte

func (k key) String() string { return hex.EncodeToString(k[:]) }

// Basis is what the results of a scorer depend on, as a text that goes into every key. build identifies the program
// itself: a change of ours must not be hidden by results from before.
func (s *Scorer) Basis(build string) []byte {
	text, err := json.Marshal(struct {
		Build, Engine, EngineVersion, FuelSchedule string
		Profile, Scale, RuleSet, Python            string
		Seed                                       uint64
		Runs                                       int
		Observe                                    any
		Limits                                     any
		Metrics                                    any
	}{build, s.Engine.Name(), s.Engine.Version(), s.Engine.FuelSchedule(), s.Profile.Digest(), s.Profile.Scale, safety.RuleSet, TargetPython,
		s.Seed, max(s.Runs, 1), s.Observe, s.Limits.OrDefault(), s.Registry.Packed()})
	if err != nil {
		panic(err) // texts and numbers
	}
	return text
}

// keyOf is the key of an item; ok is false for one that comes as a file of its own, which nothing is kept of.
func keyOf(basis []byte, item *Item) (k key, ok bool) {
	if item.Answer == nil {
		return key{}, false
	}
	h := sha256.New()
	section(h, []byte("assay result 1"))
	section(h, basis)
	section(h, item.Task.wire())
	section(h, []byte{byte(item.Answer.Form)})
	section(h, []byte(item.Answer.Text))
	return key(h.Sum(nil)), true
}

// section adds a text with its length before it, so that no two lists of texts make the same stream.
func section(h hash.Hash, text []byte) {
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(text)))
	h.Write(n[:])
	h.Write(text)
}
