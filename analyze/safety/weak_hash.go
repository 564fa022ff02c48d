package safety

import (
	"strconv"
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var weakHash = &Rule{
	ID: "SAF803", Slug: "weak_hash", Title: "hash or cipher that is broken",
	Severity: Medium, Confidence: HighConfidence, CWE: 327, Bandit: []string{"B303", "B304", "B305", "B324", "B413", "B505"}, Ruff: []string{"S303", "S304", "S305", "S324", "S505"},
	Doc: "MD5, MD4 and SHA-1 of hashlib, also by name through hashlib.new, and of the crypto libraries; crypt; DES, RC4, Blowfish, IDEA and the like; " +
		"ECB; keys of RSA and DSA below 2048 bits and of curves below 224. A call with usedforsecurity=False is not flagged.",
	Fix: "use SHA-256 and AES in an authenticated mode, or say usedforsecurity=False",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			name := strings.TrimPrefix(path, "hashlib.")
			if path == "hashlib.new" {
				name, _ = p.Fold.Str(facts.Argument(n, 0, "name"))
			} else if !memberOf(path, "hashlib") {
				name = ""
			}
			switch strings.ToLower(strings.ReplaceAll(name, "-", "")) {
			case "md4", "md5", "sha1", "sha":
				if v, ok := p.Fold.Fold(facts.Argument(n, -1, "usedforsecurity")); !ok || v.Int != 0 {
					p.Report(n, name, name+" no longer keeps anybody from making two texts with one hash")
				}
			}
			if weak := weakCrypto(path); weak != "" {
				p.Report(n, path, weak+" no longer keeps anything secret")
			}
			if bits := p.keyBits(n, path); bits > 0 {
				p.Report(n, path, "a key of "+strconv.FormatInt(bits, 10)+" bits can be found out")
			}
		}
	},
}

// weakCrypto is what is broken about a class or function of a crypto library; "" for nothing.
func weakCrypto(path string) string {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return ""
	}
	module, name := path[:i], path[i+1:]
	switch {
	case strings.HasPrefix(module, "cryptography.hazmat.primitives."):
		switch name {
		case "ARC4", "Blowfish", "IDEA", "CAST5", "SEED", "TripleDES", "RC2", "ECB", "MD5", "SHA1":
			return name
		}
	case path == "crypt.crypt", path == "crypt.mksalt":
		return "crypt"
	case name == "new" && (strings.HasPrefix(module, "Crypto.") || strings.HasPrefix(module, "Cryptodome.")):
		switch last := module[strings.LastIndexByte(module, '.')+1:]; last {
		case "DES", "DES3", "ARC2", "ARC4", "Blowfish", "XOR", "CAST", "MD2", "MD4", "MD5", "SHA", "SHA1":
			return last
		}
	}
	return ""
}

// keyBits is the size of a key that a call makes, where it is too small.
func (p *Pass) keyBits(n *syntax.Call, path string) int64 {
	position, name, least := 0, "key_size", int64(2048)
	switch path {
	case "cryptography.hazmat.primitives.asymmetric.dsa.generate_private_key":
	case "cryptography.hazmat.primitives.asymmetric.rsa.generate_private_key":
		position = 1
	case "cryptography.hazmat.primitives.asymmetric.ec.generate_private_key":
		e := facts.Argument(n, 0, "curve")
		if c, ok := e.(*syntax.Call); ok {
			e = c.Func
		}
		for _, curve := range p.Meaning.Paths(e) {
			switch curve[strings.LastIndexByte(curve, '.')+1:] {
			case "SECT163K1", "SECT163R2":
				return 163
			case "SECP192R1":
				return 192
			}
		}
		return 0
	case "Crypto.PublicKey.DSA.generate", "Crypto.PublicKey.RSA.generate", "Cryptodome.PublicKey.DSA.generate", "Cryptodome.PublicKey.RSA.generate":
		name = "bits"
	default:
		return 0
	}
	if v, ok := p.Fold.Fold(facts.Argument(n, position, name)); ok && v.Kind == facts.FoldedInt && v.Int < least {
		return v.Int
	}
	return 0
}
