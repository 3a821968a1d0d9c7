package evidence

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
)

// The problem codes of a mailbox.
const (
	problemMailbox    = "mailbox_cut"
	problemMailboxOne = "mailbox_mail_too_large"
)

// Limits of a mailbox.
const (
	maxMailboxMails = 5000
	maxMailboxText  = 64 << 20 // bytes of all texts together
	maxMailboxMail  = 32 << 20 // bytes of one mail that is read
	maxMailboxBody  = 256 << 10
)

// startLine is how the mails of a mailbox begin: after an empty line, with a
// year at the end, and a head follows.
var (
	startLine  = regexp.MustCompile(`^From \S.*\b(19|20)\d\d\b.*$|^From - .*$|^From \S+@\S+`)
	headerLine = regexp.MustCompile(`^[!-9;-~]{1,60}:|^>From `)
)

// readMailbox lists the mails of a mailbox as messages. Each stands for the
// bytes of its mail; what came with it is taken out when it is asked for.
func (r *Readers) readMailbox(original io.Reader, found sniffed, opt Options) Reading {
	out := Reading{Kind: Email, Format: found.format, MediaType: found.mediaType}
	people := map[string]string{}
	words := r.chat.words.with(opt)
	budget := maxMailboxText
	err := eachMail(original, func(raw []byte, start, end int64, whole bool) bool {
		if len(out.Messages) == maxMailboxMails || budget <= 0 {
			out.Problem = problemMailbox
			return false
		}
		var l Letter
		if whole {
			l = readLetter(raw)
		} else {
			l = readHeadOf(raw)
			out.Problem = problemMailboxOne
		}
		if l.key != "" { // one person, however the name is written
			if name, ok := people[l.key]; ok {
				l.From = name
			}
			people[l.key] = l.From
		}
		m := l.message(len(out.Messages)+1, words)
		m.Body = cutText(m.Body, min(maxMailboxBody, budget)) + fileMarks(l.Files)
		m.Start, m.End = start, end
		budget -= len(m.Body)
		if out.EventAt.IsZero() || !m.At.IsZero() && m.At.Before(out.EventAt) {
			out.EventAt = m.At
		}
		out.Messages = append(out.Messages, m)
		return true
	})
	if err != nil || len(out.Messages) == 0 {
		out.Problem = problemMail
	}
	return out
}

// fileMarks name what came with a mail, below its text.
func fileMarks(files []MailFile) string {
	if len(files) == 0 {
		return ""
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = "[" + f.Name + "]"
	}
	return "\n\n" + strings.Join(names, " ")
}

// eachMail cuts a mailbox into its mails and hands them out one by one, so that
// no more than one is in memory. whole is false where a mail is longer than what
// is read; raw is its beginning then. It goes on while take returns true.
func eachMail(from io.Reader, take func(raw []byte, start, end int64, whole bool) bool) error {
	in := bufio.NewReaderSize(from, 1<<16)
	var mail bytes.Buffer
	var at, start int64
	open, whole, afterEmpty := false, true, true
	for {
		line, err := in.ReadSlice('\n')
		begins := afterEmpty && startLine.Match(bytes.TrimRight(line, "\r\n")) && headFollows(in)
		switch {
		case begins:
			if open && !take(mail.Bytes(), start, at, whole) {
				return nil
			}
			mail.Reset()
			open, whole, start = true, true, at+int64(len(line))
		case open && mail.Len()+len(line) <= maxMailboxMail:
			mail.Write(unescaped(line, afterLine(mail.Bytes())))
		case open:
			whole = false
		}
		afterEmpty = len(bytes.TrimRight(line, "\r\n")) == 0
		at += int64(len(line))
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			afterEmpty = false
		case errors.Is(err, io.EOF):
			if open && mail.Len() > 0 {
				take(mail.Bytes(), start, at, whole)
			}
			return nil
		case err != nil:
			return err
		}
	}
}

// headFollows looks whether the next line is one of a head.
func headFollows(in *bufio.Reader) bool {
	next, _ := in.Peek(128) // a short answer is what there is
	line, _, _ := bytes.Cut(next, []byte{'\n'})
	return headerLine.Match(line)
}

func afterLine(mail []byte) bool { return len(mail) == 0 || mail[len(mail)-1] == '\n' }

// unescaped takes back the sign that a mailbox puts before a line of a text that
// begins like a mail.
func unescaped(line []byte, atStart bool) []byte {
	if atStart && len(line) > 5 && line[0] == '>' && bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) {
		return line[1:]
	}
	return line
}

// FormatMailbox is the format of a file of many mails.
const FormatMailbox = "mbox"

// mailFirst are the headers that a mail begins with when nobody gave it a name.
var mailFirst = regexp.MustCompile(`(?i)^(return-path|received|delivered-to|x-original-to|message-id|mime-version|dkim-signature|arc-seal|authentication-results): ?\S`)

// mailBySigns recognises a mail or a mailbox whose name does not say so.
func mailBySigns(start []byte) (sniffed, bool) {
	line, rest, _ := bytes.Cut(start, []byte{'\n'})
	switch {
	case mailFirst.Match(line):
		return byName[".eml"], true
	case bytes.HasPrefix(line, []byte("From ")) && startLine.Match(bytes.TrimRight(line, "\r")) && headerLine.Match(rest):
		return byName[".mbox"], true
	}
	return sniffed{}, false
}
