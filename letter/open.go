package letter

import (
	"fmt"
	"os"

	"nianbao/schema"
	"nianbao/schema/source"
)

// Read reads and checks the report at a path from the working folder. The
// error says that the file could not be read.
type Read func(path string) (*schema.Report, source.List, error)

// Open reads the reports that are attached and looks for the finished files.
// The findings are those of the reports and, at the letter's own lines, what
// keeps them from being attached. The error is the first that kept a file
// from being read; it is among the findings too.
func (l *Letter) Open(read Read) (found source.List, err error) {
	for i := range l.Attachments {
		a := &l.Attachments[i]
		var more source.List
		var failed error
		switch {
		case a.Path.Value != "":
			more, failed = l.openReport(i, read)
		case a.PDF.Value != "":
			more, failed = l.lookFor(i)
		}
		found = append(found, more...)
		if err == nil {
			err = failed
		}
	}
	return found, err
}

func (l *Letter) openReport(i int, read Read) (source.List, error) {
	a := &l.Attachments[i]
	r, found, err := read(l.resolve(a.Path.Value))
	if err != nil {
		return source.List{{
			Severity: source.Error, Code: CodeAttachFile, Origin: a.Path.Origin,
			Message: l.mark(i) + "的报告" + err.Error(),
			Help:    []string{"路径从公文所在的文件夹算起"},
		}}, err
	}
	a.Report = r
	n := found.Count(source.Error)
	if n == 0 && r != nil {
		return found, nil
	}
	f := source.Finding{
		Severity: source.Error, Code: CodeAttachReport, Origin: a.Path.Origin,
		Message: fmt.Sprintf("%s的报告有 %d 处错误", l.mark(i), max(n, 1)),
		Help:    []string{"先改正报告：nianbao check " + a.Path.Value},
	}
	for k := range found {
		if found[k].Severity == source.Error && len(f.Related) < 3 {
			f.Related = append(f.Related, source.Note{Origin: found[k].Origin, Place: found[k].Place, Message: found[k].Message})
		}
	}
	return append(found, f), nil
}

// lookFor makes sure that a finished file is there. It is listed, not taken in.
func (l *Letter) lookFor(i int) (source.List, error) {
	a := &l.Attachments[i]
	info, err := os.Stat(l.resolve(a.PDF.Value))
	if err == nil && info.Mode().IsRegular() {
		return source.List{{
			Severity: source.Info, Code: CodeAttachPDF, Origin: a.PDF.Origin,
			Message: l.mark(i) + "是现成的文件，只列入附件说明，要另外装订",
		}}, nil
	}
	if err == nil {
		err = os.ErrNotExist
	}
	return source.List{{
		Severity: source.Error, Code: CodeAttachFile, Origin: a.PDF.Origin,
		Message: l.mark(i) + "找不到文件“" + source.Clip(a.PDF.Value) + "”",
		Help:    []string{"路径从公文所在的文件夹算起"},
	}}, fmt.Errorf("读不了 %s：没有这个文件", a.PDF.Value)
}

// Accept is findings on the letter's documents with what the reports accept
// made Info, as it is when they are built alone.
func (l *Letter) Accept(found source.List) source.List {
	for i := range l.Attachments {
		found = schema.Accept(l.Attachments[i].Report, found)
	}
	return found
}
