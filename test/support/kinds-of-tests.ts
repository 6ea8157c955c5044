// Go packages whose tests end in every way there is. Places are those of the lines below.

export const kindsOfTests: Readonly<Record<string, string>> = {
  // A panic ends the program, so it comes last.
  'kinds/kinds_test.go': `package kinds

import "testing"

func TestPasses(t *testing.T) {}

func TestFails(t *testing.T) {
	t.Error("this test fails")
}

func TestSkips(t *testing.T) {
	t.Skip("not here")
}

func TestParent(t *testing.T) {
	t.Run("good", func(t *testing.T) {})
	t.Run("bad", func(t *testing.T) {
		t.Error("this subtest fails")
	})
}

func TestPanics(t *testing.T) {
	var table map[string]int
	table["x"] = 1
}
`,
  // The limit is set here, so that the others have time on a slow machine.
  'hangs/hangs_test.go': `package hangs

import (
	"flag"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	flag.Parse()
	flag.Set("test.timeout", "1s")
	os.Exit(m.Run())
}

func TestHangs(t *testing.T) {
	select {}
}
`,
};
