package fonts

import (
	_ "embed"
	"sync"
)

// The files lie in the program uncompressed: the system maps them in page by
// page, so that a face nobody uses costs nothing. Only the faces of titles,
// headings and rare characters, of which a report needs few glyphs, are
// deflated (see blocks): that keeps the program under 64 MB.

//go:embed files/NotoSerifSC-Bold.blocks
var notoBold []byte

const ofl = "SIL Open Font License 1.1"

var embeddedNotoBold = source{file: "NotoSerifSC-Bold.ttf", packed: notoBold, license: ofl}

var embedded = sync.OnceValue(func() *Set {
	chains := map[Role][]*source{}
	for role, own := range embeddedRoles {
		chains[role] = append([]*source{own}, embeddedFallback...)
	}
	return newSet(chains)
})

// Embedded is the set of the faces inside the program. No face is parsed
// before it is used. The set is shared and safe for concurrent use.
func Embedded() *Set { return embedded() }
