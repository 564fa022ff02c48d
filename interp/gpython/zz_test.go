package gpython
import ("testing";"fmt";"github.com/assay-score/assay/interp";"time")
func TestZZMem(t *testing.T){
 for _, s := range []string{"a = []\nwhile True: a.append('x' * 1000)","while True: eval('1 + 1')","i=0\nwhile i < 1000000: i += 1", "def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nf(22)","d={}\nfor i in range(100000): d[i]=str(i)\ns=sorted(d.values())"} {
 t0:=time.Now()
 o := runText(t, s, interp.Limits{Fuel: 5_000_000, Memory: 64<<20})
 fmt.Println(o.Status, o.Detail, o.Fuel, o.PeakMemory, time.Since(t0), float64(time.Since(t0).Nanoseconds())/float64(o.Fuel),"ns/unit")
 }
}
