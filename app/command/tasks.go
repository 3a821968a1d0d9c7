package command

import (
	"context"

	"casefolio/app/cases"
	"casefolio/app/tasks"
)

// taskListCmd lists the tasks of a case, or all that are not done.
type taskListCmd struct {
	JSON bool   `name:"json" help:"${json}"`
	Case string `arg:"" optional:"" help:"${task_case}"`
}

// taskOut is a task as it is printed.
type taskOut struct {
	ID      string `json:"id"`
	Case    string `json:"case"`
	Text    string `json:"text"`
	Owner   string `json:"owner"`
	Due     string `json:"due"`
	Late    bool   `json:"late"`
	Done    string `json:"done"` // when; empty: it is open
	Note    string `json:"note"`
	Removed bool   `json:"removed"`
}

// taskLine is a task with the number of its case.
type taskLine struct {
	number string
	tasks.TaskEntry
}

// Run writes one line a task, or a JSON array of them.
func (c taskListCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	all, err := s.tasksOf(c.Case)
	if err != nil {
		return err
	}
	if c.JSON {
		out := make([]taskOut, len(all))
		for i, t := range all {
			out[i] = s.taskOut(t)
		}
		return s.print(out)
	}
	if len(all) == 0 {
		return s.say("command.task.none")
	}
	rows := make([][]string, len(all))
	for i, t := range all {
		state := s.text("command.task.open")
		if t.Is.Done() {
			state = s.text("tasks.done_at", "time", s.when(t.Is.DoneAt))
		}
		rows[i] = []string{t.number, state, s.when(t.Is.Due), t.Is.Owner, t.Is.Text, t.ID}
	}
	return s.table(rows)
}

// tasksOf are the tasks of a case, or without one those of all cases that are
// not done.
func (s *session) tasksOf(ref string) ([]taskLine, error) {
	if ref == "" {
		all, err := s.app.Tasks.Open(s.ctx)
		if err != nil {
			return nil, err
		}
		return s.numbered(all)
	}
	of, err := s.app.Cases.Get(s.ctx, ref)
	if err != nil {
		return nil, err
	}
	sheet, err := s.app.Tasks.Sheet(s.ctx, of.ID)
	if err != nil {
		return nil, err
	}
	lines := make([]taskLine, len(sheet.Tasks))
	for i, t := range sheet.Tasks {
		lines[i] = taskLine{of.Number, t}
	}
	return lines, nil
}

// numbered adds the numbers of their cases.
func (s *session) numbered(all []tasks.TaskEntry) ([]taskLine, error) {
	lines, numbers := make([]taskLine, len(all)), map[string]string{}
	for i, t := range all {
		if numbers[t.CaseID] == "" {
			of, err := s.app.Cases.Get(s.ctx, t.CaseID)
			if err != nil {
				return nil, err
			}
			numbers[t.CaseID] = of.Number
		}
		lines[i] = taskLine{numbers[t.CaseID], t}
	}
	return lines, nil
}

func (s *session) taskOut(t taskLine) taskOut {
	return taskOut{
		ID: t.ID, Case: t.number, Text: t.Is.Text, Owner: t.Is.Owner, Due: stamp(t.Is.Due), Late: t.Is.Late(s.app.Now()),
		Done: stamp(t.Is.DoneAt), Note: t.Is.Note, Removed: !t.DeletedAt.IsZero(),
	}
}

// taskAddCmd writes down what is to be done.
type taskAddCmd struct {
	JSON  bool   `name:"json" help:"${json}"`
	Owner string `placeholder:"NAME" help:"${task_owner}"`
	Due   string `placeholder:"TIME" help:"${task_due}"`
	Note  string `placeholder:"TEXT" help:"${ledger_note}"`
	Case  string `arg:"" help:"${case_ref}"`
	Text  string `arg:"" help:"${task_text}"`
}

// Run keeps the task.
func (c taskAddCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	due, err := s.typedTime(c.Due)
	if err != nil {
		return err
	}
	of, err := s.app.Cases.Get(s.ctx, c.Case)
	if err != nil {
		return err
	}
	e, err := s.app.Tasks.Add(s.ctx, of.ID, tasks.Task{Text: c.Text, Owner: c.Owner, Due: due, Note: c.Note})
	if err != nil {
		return err
	}
	return s.showTask(c.JSON, "tasks.added", of, e)
}

// showTask tells what became of a task.
func (s *session) showTask(asJSON bool, key string, of cases.Case, e tasks.TaskEntry) error {
	if asJSON {
		return s.print(s.taskOut(taskLine{of.Number, e}))
	}
	return s.say("command.task.said", "what", s.text(key, "text", e.Is.Text), "id", e.ID)
}

// taskDoneCmd says that a task is done, or open again.
type taskDoneCmd struct {
	JSON bool   `name:"json" help:"${json}"`
	Undo bool   `help:"${task_undo}"`
	ID   string `arg:"" help:"${task_id}"`
}

// Run ticks the task off.
func (c taskDoneCmd) Run(s *session) error {
	key := "tasks.done"
	if c.Undo {
		key = "tasks.reopened"
	}
	return s.changeTask(c.JSON, key, func(ctx context.Context) (tasks.TaskEntry, error) {
		return s.app.Tasks.Done(ctx, c.ID, !c.Undo)
	})
}

// taskRemoveCmd puts a task into the trash, or takes it out again.
type taskRemoveCmd struct {
	JSON bool   `name:"json" help:"${json}"`
	Undo bool   `help:"${task_restore}"`
	ID   string `arg:"" help:"${task_id}"`
}

// Run removes the task.
func (c taskRemoveCmd) Run(s *session) error {
	key := "tasks.removed"
	if c.Undo {
		key = "command.task.restored"
	}
	return s.changeTask(c.JSON, key, func(ctx context.Context) (tasks.TaskEntry, error) {
		deed := s.app.Tasks.Remove
		if c.Undo {
			deed = s.app.Tasks.Restore
		}
		if err := deed(ctx, c.ID); err != nil {
			return tasks.TaskEntry{}, err
		}
		return s.app.Tasks.Task(ctx, c.ID)
	})
}

// changeTask does something with a task and tells what.
func (s *session) changeTask(asJSON bool, key string, deed func(context.Context) (tasks.TaskEntry, error)) error {
	if err := s.open(); err != nil {
		return err
	}
	e, err := deed(s.ctx)
	if err != nil {
		return err
	}
	of, err := s.app.Cases.Get(s.ctx, e.CaseID)
	if err != nil {
		return err
	}
	return s.showTask(asJSON, key, of, e)
}
