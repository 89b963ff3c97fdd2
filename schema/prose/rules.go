package prose

import (
	_ "embed"
	"fmt"
	"sort"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed readings.toml
var readingsTOML string

// Reading is one way in which prose states a figure of the tables.
type Reading struct {
	ID      string     // of the findings, as printed by `nianbao rules`
	Name    string     // what is read, for messages; {case} is replaced
	Words   []string   // the words a number is bound to
	Unless  []string   // words in the clause that rule the reading out
	Doubts  []string   // words before it in the sentence that make it doubtful
	Beside  []string   // the same, where no number of the sentence before speaks of an application
	Kind    string     // readings of different kinds may be joined: their values add up
	Context string     // key of the context that must hold; "" = none
	Cases   []string   // keys of the cases it can be about
	Whole   bool       // the word of the case is itself the reading
	Join    string     // "any": joined readings are alternatives instead
	After   [][]string // what the numbers right before must be, in any order: names of readings
	Rank    int        // 1: the words say by themselves what the number is
	Unit    string     // the measure word, "" = one that counts applications or papers
	Scale   int64      // the table's unit in Unit: 10000 for 万元; 0 = 1
	Values  []string   // what the figure may be: sums of cells
	Why     string     // the kind of sentence that made it necessary

	within contexts // the bit of Context
}

// Case is what several readings can be about: reviews, suits, one sort of paper.
type Case struct {
	Words []string
	Rows  []string // table.row
}

// Absence says how prose states that something did not happen.
type Absence struct {
	Signs         []string
	Before, After []string // words that may stand before and after the object
	Objects       []Object
	Why           string
}

// Share says how prose states shares of a whole and changes from last year.
type Share struct {
	Words            []string // between a figure and its share
	Between, Against []string // between a figure and its change; one of Against must be there
	Up, Down         []string // right before the change
	Why              string
}

// FeeWords are the words for the fee for processing applications.
type FeeWords struct {
	Names    []string // of the fee
	Mentions []string // any word that says there was, or was no, fee
	Rates    []string // of sentences on what a page costs
	Others   []string // words for other fees
	Why      string
}

// Object is something that did not happen; then its values are 0.
type Object struct {
	Words  []string
	Name   string
	ID     string
	Values []string
}

// Rules is what readings.toml holds.
type Rules struct {
	Org       []string
	Fillers   []string
	Leads     []string
	Doubts    []string
	Foreign   []string
	Changes   []string
	Own       []string
	Area      []string
	Office    []string
	Offices   []string
	Negations []string
	Joints    []string
	Results   []string            // labels of results: three in a sentence make it one on applications
	Outcomes  []string            // labels of outcomes: two make it one on reviews and suits
	Wordlists map[string][]string // that Unless, Doubts and Beside of readings may name: "@asked"
	Contexts  map[string][]string
	Cases     map[string]Case
	Reading   []*Reading
	Absence   Absence
	Share     Share
	Fee       FeeWords

	contextWords            [][]string // by bit
	application, disclosure contexts

	suffixes, prefixes wordIndex // readings and cases
	fillers            wordIndex
	fillersAhead       wordIndex
	leads              wordIndex
	joints             wordIndex
	caseWords          []caseWord
	review             *Reading          // of how many reviews or suits there are
	otherFees          *strings.Replacer // drops the words for other fees
	unreviewed         *strings.Replacer // drops the words for reviews and suits
}

type caseWord struct{ word, key string }

// Default returns the rules inside the program.
var Default = sync.OnceValue(func() *Rules {
	r, err := parseRules(readingsTOML)
	if err != nil {
		panic("prose: readings.toml: " + err.Error())
	}
	return r
})

func parseRules(text string) (*Rules, error) {
	r := &Rules{}
	meta, err := toml.Decode(text, r)
	if err != nil {
		return nil, err
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("unknown key %s", extra[0])
	}
	for _, reading := range r.Reading {
		for _, words := range []*[]string{&reading.Unless, &reading.Doubts, &reading.Beside} {
			if *words, err = r.writtenOut(*words); err != nil {
				return nil, err
			}
		}
	}
	r.setContexts()
	r.suffixes, r.prefixes = wordIndex{}, wordIndex{}
	add := func(w word) {
		w.text, w.whole = strings.CutPrefix(w.text, "=")
		r.suffixes.add(lastRune(w.text), w)
		r.prefixes.add(firstRune(w.text), w)
	}
	keys := make([]string, 0, len(r.Cases))
	for key := range r.Cases {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	for _, key := range keys {
		for _, text := range r.Cases[key].Words {
			r.caseWords = append(r.caseWords, caseWord{text, key})
		}
	}
	sort.SliceStable(r.caseWords, func(i, j int) bool { return len(r.caseWords[i].word) > len(r.caseWords[j].word) })
	for _, reading := range r.Reading {
		if _, known := r.Contexts[reading.Context]; reading.Context != "" && !known {
			return nil, fmt.Errorf("unknown context %s", reading.Context)
		}
		for _, key := range reading.Cases {
			c, known := r.Cases[key]
			if !known {
				return nil, fmt.Errorf("unknown case %s", key)
			}
			if reading.Whole {
				r.review = reading
				for _, text := range c.Words {
					add(word{text: text, reading: reading, cases: key})
				}
			}
		}
		for _, pattern := range reading.Words {
			for _, text := range braces(pattern) {
				add(word{text: text, reading: reading})
			}
		}
	}
	var reviews []string
	for _, c := range r.caseWords {
		if strings.HasPrefix(r.Cases[c.key].Rows[0], "reviews.") {
			reviews = append(reviews, c.word, "")
		}
	}
	r.unreviewed = strings.NewReplacer(reviews...)
	var others []string
	for _, word := range r.Fee.Others {
		others = append(others, word, "")
	}
	r.otherFees = strings.NewReplacer(others...)
	r.fillers, r.fillersAhead = wordIndex{}, wordIndex{}
	for _, text := range r.Fillers {
		r.fillers.add(lastRune(text), word{text: text})
		r.fillersAhead.add(firstRune(text), word{text: text})
	}
	r.leads, r.joints = wordIndex{}, wordIndex{}
	for _, text := range r.Leads {
		r.leads.add(lastRune(text), word{text: text})
	}
	for _, text := range r.Joints {
		r.joints.add(lastRune(text), word{text: text})
	}
	return r, nil
}
