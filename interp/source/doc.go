// Package source holds Python source text and says where things are in it.
//
// A [File] is text as the rest of the program sees it: valid UTF-8, without a byte order mark, every line end
// a single '\n'. Bytes that came in another encoding (PEP 263 cookies) or with other line ends have been
// brought into that form on the way in, as CPython's own decoder does before its tokenizer looks at a file, so
// lines and columns are the ones CPython reports.
//
// A [Pos] is a byte offset into that text. It is four bytes wide because every node of a tree carries two of
// them; lines and columns are worked out only when somebody asks, from the table of line starts.
package source
