package dossier

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/dossier/block"
)

// sheetsOf are documents that show one kind of block each, in its ordinary and
// in its awkward sizes.
func sheetsOf(t *testing.T) map[string][]block.Block {
	say := block.Say
	wide, upright := picture(t, 800, 600), picture(t, 600, 800)
	photo := func(i int, tall bool) block.Photo {
		ph := block.Photo{Path: wide, W: 800, H: 600}
		if tall {
			ph = block.Photo{Path: upright, W: 600, H: 800}
		}
		ph.Caption = []block.Text{
			{{Tone: block.Strong, Text: fmt.Sprintf("E-%02d", i)}, {Tone: block.SmallInk, Text: "  IMG_2231.HEIC"}},
			say(block.Small, "拍摄 2026-11-03 16:20 +08:00 · 文件 2026-11-03 16:21 · 收入 2026-11-20 13:38（拖入）"),
		}
		return ph
	}
	photos := func(perPage, n int, tall bool) []block.Block {
		p := block.Photos{PerPage: perPage}
		for i := range n {
			p.Photos = append(p.Photos, photo(i+1, tall))
		}
		return []block.Block{block.Header{Text: "E-01　照片"}, p}
	}
	long := filepath.Join(t.TempDir(), "part.png")
	check(t, os.WriteFile(long, screenshot(t, 540, 810), 0o600))
	facts := block.Facts{}
	for i, v := range []string{"2026-11-20 13:35 (UTC+8)", "物流运输 › 丢件", "承运商（云途）", "EUR 39.90", "Folding desk lamp, black, EU plug, 12 W, with a spare bulb and a very long name", "emma.schneider-von-habsburg@a-very-long-host-name.example.com", strings.Repeat("A value that needs the whole width. ", 9)} {
		facts.Facts = append(facts.Facts, block.Fact{Label: []string{"受理", "分类 Category", "责任"}[i%3], Value: v})
	}
	table := block.Table{Columns: []block.Column{{Head: "时间 Time", Width: 108}, {Head: "事项 What happened", Grow: 1}, {Head: "证据", Width: 50}, {Head: "页", Width: 26, Right: true}}}
	for i := range 34 {
		what := "莱比锡 到达处理中心"
		if i%5 == 3 {
			what = "买家来信：“the tracking has not moved since 9 November and nobody answers my mails. Where is it?”，要求退款。"
		}
		table.Rows = append(table.Rows, block.Row{Cells: []block.Cell{
			{Text: say(block.Figure, fmt.Sprintf("2026-11-%02d 16:20 +08:00", i%28+1))}, {Text: say(block.Body, what)}, {Text: say(block.Figure, "E-03–05")}, {Text: say(block.Figure, fmt.Sprint(i))},
		}})
		if i == 6 {
			table.Rows = append(table.Rows, block.Row{Wide: true, Cells: []block.Cell{{Text: say(block.Muted, "此后 11 天没有更新 · No news for 11 days")}}})
		}
	}
	return map[string][]block.Block{
		"opening": {
			block.Letterhead{Name: "Lumo Trading Ltd", Sub: "LumoHaus · 深圳市南山区 · hello@lumohaus.example", Logo: block.Photo{Path: wide, W: 800, H: 600}},
			block.Opening{Title: "丢件 — Emma Schneider-von Habsburg und Lothringen", Sub: "Amazon.de 订单 302-8841276-2210751　争议金额 EUR 39.90　结论：重发成功，买家确认收货"},
			facts,
		},
		"table":       {block.Header{Text: "二、时间线"}, table},
		"photos-1":    photos(1, 2, true),
		"photos-2":    append(photos(2, 2, true), photos(2, 2, false)...),
		"photos-4":    append(photos(4, 3, false), block.Photos{PerPage: 4, Photos: []block.Photo{{Fault: "这张图片无法显示。", Caption: []block.Text{say(block.Small, "E-09")}}, photo(10, true)}}),
		"screenshots": {block.Header{Text: "E-02　聊天截图"}, block.Photos{Photos: []block.Photo{{Alt: "E-02", Caption: photo(2, true).Caption, Parts: []block.Part{{Path: long, W: 540, H: 810, Above: "E-02 · 第 1/2 段", Below: "接下页"}, {Path: long, W: 540, H: 810, Above: "E-02 · 第 2/2 段 · 接上页，重叠一部分"}}}}}},
		"closing": {
			block.Header{Text: "E-07　文件"}, block.Card{Name: "Lost parcel confirmation.pdf", Note: "application/pdf · 124,457 bytes"},
			block.Paragraph{Text: say(block.Strong, "买家诉求"), Keep: true}, block.Paragraph{Text: say(block.Body, strings.Repeat("周末前收到灯，否则全额退款。", 9))},
			block.Header{Text: "四、完整性"},
			block.Seal{Code: "CF-2026-0142 " + strings.ToUpper(hash(7)), Text: []block.Text{say(block.Body, "本卷宗含证据 8 件，本案在记录链中有 23 条记录。"), say(block.SmallInk, hash(7)), say(block.Muted, "校验只说明加入之后有无改动，不说明内容由谁所写、是否属实。二维码含案件编号与链值。")}},
			block.Header{Text: "签署"}, block.Signatures{Labels: []string{"经办人 / 日期", "复核 / 日期"}},
		},
	}
}

func TestBlocksLookAsBefore(t *testing.T) {
	for name, blocks := range sheetsOf(t) {
		doc := block.Document{Paper: "a4", Lang: "zh-CN", Head: "LumoHaus · 客诉案卷", Number: "CF-2026-0142", Foot: "CF-2026-0142 · 机密 · 仅供存档与争议处理", Made: "生成 2026-12-02 10:12 (UTC+8)", Blocks: blocks}
		looksAsBefore(t, "block-"+name, laidOut(t, doc), "-r", "50")
	}
}
