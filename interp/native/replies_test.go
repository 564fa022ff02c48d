package native_test

import (
	"context"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/interp/source"
)

const requester = `
import requests
s = requests.Session()
r = s.get('http://api.test/items?page=1')
print(r.status_code, r.reason, r.json(), r.headers['content-type'], s.cookies.get_dict())
print(s.get('http://api.test/items?page=1').text)
print(s.get('http://api.test/items?page=1').text)
r = s.get('http://api.test/old')
print(r.url, [h.status_code for h in r.history], r.text, r.request.headers['Cookie'])
try:
    requests.post('https://elsewhere.test/x', json={})
except requests.ConnectionError as e:
    print(e)
`

const answers = `200 OK {'n': 1} application/json {'sid': 'abc'}
{"n": 2}
{"n": 2}
http://api.test/new [301] moved sid=abc
HTTPSConnectionPool(host='elsewhere.test', port=443): Max retries exceeded with url: /x (Caused by NewConnectionError('HTTPSConnection(host='elsewhere.test', port=443): Failed to establish a new connection: [Errno 1] Operation not permitted'))
`

// TestReplies lets a program ask for what was recorded, and for something that was not.
func TestReplies(t *testing.T) {
	items := "http://api.test/items?page=1"
	host := &interp.Host{Replies: []interp.Reply{
		{Method: "GET", URL: items, Status: 200, Header: [][2]string{{"Content-Type", "application/json"}, {"Set-Cookie", "sid=abc; Path=/"}}, Body: []byte(`{"n": 1}`)},
		{Method: "GET", URL: items, Status: 200, Body: []byte(`{"n": 2}`)},
		{URL: "http://api.test/old", Status: 301, Header: [][2]string{{"Location", "/new"}}},
		{URL: "http://api.test/new", Status: 200, Body: []byte("moved")},
	}}
	p := &interp.Program{Steps: []interp.Step{{Source: source.NewFile("main.py", requester)}}}
	out := native.Engine{}.Run(context.Background(), p, host, interp.Limits{})
	if string(out.Stdout) != answers {
		t.Errorf("prints %q and %q, not %q", out.Stdout, out.Stderr, answers)
	}
	var kinds []string
	for _, e := range out.Effects {
		if e.Kind == "http" {
			kinds = append(kinds, e.What)
			if e.Denied != (e.What == "POST https://elsewhere.test/x") {
				t.Errorf("%s: denied is %v", e.What, e.Denied)
			}
		}
	}
	if len(kinds) != 6 {
		t.Errorf("effects %q, not six", kinds)
	}
}
