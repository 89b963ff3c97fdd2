package pdf

// catalog is the root of the file (ISO 32000-1, 7.7.2).
type catalog struct {
	pages, structure, outline, intent, metadata ref
	labels                                      []byte
	files                                       []embedded
	language                                    string
}

func (c *catalog) write(f *file) ref {
	r := f.alloc()
	b := f.object(r)
	b.str("<</Type/Catalog/Pages ")
	b.ref(c.pages)
	b.str("/Lang")
	b.text(c.language)
	b.str("/MarkInfo<</Marked true>>/StructTreeRoot ")
	b.ref(c.structure)
	b.str("/ViewerPreferences<</DisplayDocTitle true>>/Metadata ")
	b.ref(c.metadata)
	b.str("/OutputIntents[")
	b.ref(c.intent)
	b.str("]")
	if c.outline != 0 {
		b.str("/Outlines ")
		b.ref(c.outline)
	}
	*b = append(*b, c.labels...)
	appendFiles(b, c.files)
	b.str(">>")
	return r
}
