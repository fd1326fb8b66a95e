//! Reads plain text, as a browser copies it: tables with bars, tabs, columns of spaces, or cells that have run together;
//! samples; lists.

use crate::page::{Block, Kind, Page, Row, Table, bullet, is_name, normal};
use crate::sample;
use crate::section;
use crate::table::{Column, title, titles_together};
use crate::{field, types};

/// Reads a page of text.
pub fn read(text: &str) -> Page {
    let mut page = Page::default();
    // DokuWiki separates titles by another sign than cells.
    let titles = |line: &str| line.starts_with("^ ") && line.trim_end().ends_with('^');
    let text: Vec<String> =
        text.lines().map(|l| if titles(l) { l.replace('^', "|") } else { l.to_owned() }).collect();
    let raw: Vec<&str> = text.iter().map(String::as_str).collect();
    let mut indents: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < raw.len() {
        if let Some((table, next)) = wiki(&raw, at).or_else(|| separated(&raw, at)) {
            let line = page.lines.len();
            page.lines.extend(raw[at..next].iter().map(|l| normal(l)));
            page.block(line, 0, Kind::Table(table));
            at = next;
            continue;
        }
        let line = normal(raw[at]);
        let level = line.len() - line.trim_start_matches('=').len();
        if (1..=6).contains(&level) && line.len() > 2 * level && line.ends_with('=') {
            let text = line.trim_matches(['=', ' ']).to_owned();
            let level = u8::try_from(level).unwrap_or(6);
            page.push(line, 0, |_| Kind::Heading { level, text });
            at += 1;
            continue;
        }
        let indent = indent(raw[at]);
        if let Some(item) = bullet(&line).map(str::to_owned) {
            indents.truncate(indents.iter().take_while(|i| **i < indent).count());
            let depth = indents.len();
            indents.push(indent);
            page.push(line, depth, |_| Kind::Item(item));
        } else {
            if !line.is_empty() && indent <= indents.first().copied().unwrap_or(0) {
                indents.clear();
            }
            page.push(line, 0, Kind::Line);
        }
        at += 1;
    }
    page
}

/// Finds the tables and samples in the running text of a page, whatever its layout.
pub fn refine(page: &mut Page) {
    let blocks = std::mem::take(&mut page.blocks);
    // A page of nothing but opening brackets must not take for ever.
    let mut tries = 1000;
    let is_text = |kind: &Kind| matches!(kind, Kind::Line(_) | Kind::Item(_));
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let Kind::Line(_) = block.kind else {
            page.blocks.push(block);
            continue;
        };
        // The lines that follow without another structure.
        let mut run = vec![block];
        while let Some(next) = blocks.next_if(|b| is_text(&b.kind) && b.count == 1) {
            run.push(next);
        }
        let lines: Vec<String> = run.iter().map(shown).collect();
        let places: Vec<usize> = run.iter().map(|b| b.line).collect();
        let mut run = run.into_iter();
        let mut at = 0;
        while at < lines.len() {
            let Some(first) = run.next() else { break };
            match find(&lines, at, &mut tries).filter(|(_, next)| *next > at) {
                Some((mut kind, next)) => {
                    if let Kind::Table(table) = &mut kind {
                        table.rows.iter_mut().for_each(|row| row.line = places[row.line]);
                    }
                    let count = places[next - 1] + 1 - places[at];
                    page.blocks.push(Block { line: first.line, count, kind, ..first });
                    run.by_ref().take(next - at - 1).for_each(drop);
                    at = next;
                }
                None => {
                    page.blocks.push(first);
                    at += 1;
                }
            }
        }
    }
}

/// A line of text with the bullet of an item.
fn shown(block: &Block) -> String {
    match &block.kind {
        Kind::Line(text) => text.clone(),
        Kind::Item(text) => format!("• {text}"),
        _ => String::new(),
    }
}

/// The structure that starts on a line, and the line behind it. The rows of a table count lines from the first one.
fn find(lines: &[String], at: usize, tries: &mut usize) -> Option<(Kind, usize)> {
    let line = lines[at].as_str();
    if line.starts_with(['{', '[', '<']) && *tries > 0 {
        let rest = lines[at..].join("\n");
        if let Some(length) = sample::length(&rest) {
            let count = rest[..length].trim_end().lines().count().max(1);
            return Some((
                Kind::Code { language: String::new(), text: rest[..length].to_owned() },
                at + count,
            ));
        }
        *tries -= 1;
    }
    let (table, next) = pipes(lines, at).or_else(|| together(lines, at))?;
    Some((Kind::Table(table), next))
}

/// A table whose cells are separated by tabs, or by two spaces and more, below their titles.
fn separated(raw: &[&str], at: usize) -> Option<(Table, usize)> {
    let header = split(raw[at])?;
    // Without titles, a name and a type show that it is one, and where a row is set in, that it is inside of another.
    let mut margins: Vec<usize> = Vec::new();
    let row = |line: usize| {
        let cells = split(raw.get(line)?)?;
        let named = is_name(&cells[0].1) && field::required(&cells[0].1).is_none();
        let mut typed = field::Field::default();
        let rest = field::attributes(&cells[1].1, &mut typed);
        if !named || typed.r#type.is_empty() || !rest.trim().is_empty() {
            return None;
        }
        let depth = depth(&mut margins, indent(raw[line]));
        Some(Row { line, depth, cells: cells.into_iter().map(|(_, c)| vec![c]).collect() })
    };
    let rows: Vec<Row> = (at..).map_while(row).collect();
    if rows.len() > 1 || rows.first().is_some_and(|r| r.cells.len() > 2) {
        let next = at + rows.len();
        return Some((Table { rows, ..Table::default() }, next));
    }
    let columns: Vec<Option<Column>> = header.iter().map(|(_, t)| title(t)).collect();
    let known = columns.iter().flatten().count();
    let named = columns.iter().take(2).any(|c| *c == Some(Column::Name));
    if !named || known < 2 || known * 2 < columns.len() {
        return None;
    }
    let tabs = raw[at].contains('\t');
    let starts: Vec<usize> = header.iter().map(|(start, _)| *start).collect();
    // Between spaces, the place of a cell shows its column; a tab less shows that its column is empty.
    let column = |start: usize| starts.iter().rposition(|s| *s <= start + 1).unwrap_or(0);
    let header = header.into_iter().map(|(_, title)| title).collect();
    let mut table = Table { header, ..Table::default() };
    let mut next = at + 1;
    let mut short = false;
    let mut margins = Vec::new();
    while let Some(line) = raw.get(next) {
        let text = normal(line);
        let mut cells = split(line).unwrap_or_else(|| vec![(indent(line), text.clone())]);
        if !tabs {
            cells.iter_mut().for_each(|(start, _)| *start = column(*start));
        }
        let begins = cells[0].0 == 0 && !cells[0].1.is_empty() && bullet(&text).is_none();
        if text.is_empty() {
            // One empty line inside of a table is allowed, if a row follows.
            if raw.get(next + 1).and_then(|l| split(l)).is_none_or(|c| !tabs && column(c[0].0) > 0)
            {
                break;
            }
        } else if text.chars().all(|c| matches!(c, '-' | '=' | ' ' | '+' | '|')) {
        } else if begins && cells.len() > 1 {
            // The description of a row may stand below it.
            short = cells.len() < table.header.len();
            let depth = depth(&mut margins, indent(line));
            let mut row = Row { line: next, depth, cells: Vec::new() };
            for (index, text) in cells {
                row.cells.resize(row.cells.len().max(index), Vec::new());
                row.cells.push(vec![text]);
            }
            table.rows.push(row);
        } else if let Some(row) = table.rows.last_mut().filter(|_| {
            let below = short && section::of(&text).is_none();
            !begins || indent(line) > 0 && tabs || below
        }) {
            let last = if tabs { table.header.len() - 1 } else { cells[0].0 };
            row.cells.resize(row.cells.len().max(last + 1), Vec::new());
            row.cells[last].push(text);
        } else {
            break;
        }
        next += 1;
    }
    (!table.rows.is_empty()).then_some((table, next))
}

/// A table as wikis write it: `{|`, rows behind `|-`, cells behind `|` or `||`, titles behind `!`.
fn wiki(raw: &[&str], at: usize) -> Option<(Table, usize)> {
    if !raw[at].trim_start().starts_with("{|") {
        return None;
    }
    let mut table = Table::default();
    let mut row = Row { line: at, depth: 0, cells: Vec::new() };
    let mut next = at + 1;
    while let Some(line) = raw.get(next).map(|l| l.trim()).filter(|l| !l.starts_with("|}")) {
        let plain = |cell: &str| normal(&cell.replace("'''", "").replace("''", ""));
        if line.starts_with("|-") {
            let row = std::mem::take(&mut row.cells);
            table.rows.push(Row { line: next, depth: 0, cells: row });
        } else if let Some(titles) = line.strip_prefix('!') {
            table.header.extend(titles.split("!!").map(plain));
        } else if let Some(caption) = line.strip_prefix("|+") {
            table.caption = plain(caption);
        } else if let Some(cells) = line.strip_prefix('|') {
            row.cells.extend(cells.split("||").map(|c| vec![plain(c)]));
        } else if let Some(cell) = row.cells.last_mut() {
            cell.push(plain(line));
        }
        next += 1;
    }
    row.line = next;
    table.rows.push(row);
    table.rows.retain(|r| !r.cells.is_empty());
    // The last line of a row stands above the sign of the next one.
    table.rows.iter_mut().for_each(|r| r.line = r.line.saturating_sub(1).min(raw.len() - 1));
    Some((table, (next + 1).min(raw.len())))
}

/// How many of the lines above a line is set in from, by their margins.
fn depth(margins: &mut Vec<usize>, margin: usize) -> usize {
    margins.retain(|above| *above < margin);
    margins.push(margin);
    margins.len() - 1
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

/// The cells of a line between tabs, with their numbers, or between two spaces and more, with the places where they start.
fn split(line: &str) -> Option<Vec<(usize, String)>> {
    let line = line.trim_end();
    let cells: Vec<(usize, String)> = if line.trim_start_matches(' ').contains('\t') {
        line.split('\t').map(normal).enumerate().collect()
    } else {
        let mut start = 0;
        let parts = line.split("  ").map(|part| {
            let own = start + indent(part);
            start += part.chars().count() + 2;
            (own, normal(part))
        });
        parts.filter(|(_, part)| !part.is_empty()).collect()
    };
    (cells.len() > 1).then_some(cells)
}

/// A table whose cells stand between `|`, also where cells are missing or stand on lines of their own.
fn pipes(lines: &[String], at: usize) -> Option<(Table, usize)> {
    let line = &lines[at];
    if !line.contains('|') {
        return None;
    }
    let mut header = bars(line, line.starts_with('|'));
    let edged = line.starts_with('|')
        || (title(&header[0]).is_none()
            && lines.get(at + 1).is_some_and(|l| l.starts_with("|-") || l.starts_with("| -")));
    if edged && !line.starts_with('|') && header.len() > 2 {
        // What stood above the table has run into its titles.
        header.remove(0);
    }
    let columns: Vec<Option<Column>> = header.iter().map(|t| title(t)).collect();
    if !columns.contains(&Some(Column::Name))
        && columns.first().copied().flatten() != Some(Column::Code)
        || columns.iter().flatten().count() < 2
    {
        return None;
    }
    let mut table = Table { header: header.clone(), ..Table::default() };
    let mut next = at + 1;
    let mut last = at;
    while let Some(line) = lines.get(next) {
        // `+-----+-----+`
        let is_grid = line.starts_with('+') && line.chars().all(|c| matches!(c, '+' | '-' | '='));
        if (line.is_empty() || is_grid) && edged {
            next += 1;
            continue;
        }
        if !line.contains('|') || is_header(line) {
            break;
        }
        let goes_on = edged && !line.starts_with('|') || line == "|";
        let cells = bars(line, edged && !goes_on);
        if goes_on && let Some(row) = table.rows.last_mut() {
            row.cells.extend(cells.into_iter().filter(|c| !c.is_empty()).map(|c| vec![c]));
        } else if !is_rule(&cells) && cells.iter().any(|c| !c.is_empty()) {
            table.rows.push(Row {
                line: next,
                depth: 0,
                cells: cells.into_iter().map(|c| vec![c]).collect(),
            });
        }
        last = next;
        next += 1;
    }
    (last > at).then_some((table, last + 1))
}

fn is_header(line: &str) -> bool {
    let titles: Vec<Option<Column>> =
        bars(line, line.starts_with('|')).iter().map(|t| title(t)).collect();
    titles.contains(&Some(Column::Name))
        && titles.iter().flatten().count() > 1
        && titles.iter().all(Option::is_some)
}

/// The cells of a line; in a table that is edged, the first `|` separates nothing.
fn bars(line: &str, edged: bool) -> Vec<String> {
    let line = if edged { line.strip_prefix('|').unwrap_or(line) } else { line };
    let line = line.strip_suffix('|').unwrap_or(line);
    // `string|null` in one cell is no border, and neither is an escaped bar.
    let hidden =
        line.replace("\\|", "\u{1}").replace("|null", "\u{1}null").replace("null|", "null\u{1}");
    hidden.split('|').map(|c| normal(&c.replace('\u{1}', "|"))).collect()
}

/// `---|:--:|---`
fn is_rule(cells: &[String]) -> bool {
    cells.iter().all(|c| c.contains('-') && c.chars().all(|c| matches!(c, '-' | ':' | ' ')))
}

/// A table whose cells stand on lines of their own, with their titles above, or have run together: `idintegerThe id`.
fn together(lines: &[String], at: usize) -> Option<(Table, usize)> {
    let (columns, mut at) = titles(lines, at)?;
    let place = |column: Column| columns.iter().position(|c| *c == column);
    let described =
        place(Column::Description).or(place(Column::Notes)).unwrap_or(columns.len() - 1);
    let type_last =
        place(Column::Description).is_some_and(|d| place(Column::Type).is_some_and(|t| d < t));
    let mut table = Table {
        header: columns.iter().map(|c| c.title().to_owned()).collect(),
        ..Table::default()
    };
    while let Some(filled) = filled(lines, at) {
        let found = if type_last {
            row_with_type_last(lines, filled, &columns)
        } else {
            row(lines, filled, &columns)
        };
        if let Some((cells, next)) = found {
            table.rows.push(Row { line: filled, depth: 0, cells });
            at = next;
            continue;
        }
        if ends(lines, filled) || titles(lines, filled).is_some() {
            return Some((table, filled));
        }
        if let Some(lost) = lost(&lines[filled]) {
            let mut cells = vec![Vec::new(); columns.len()];
            cells[0].push(lost);
            table.rows.push(Row { line: filled, depth: 0, cells });
        } else if let Some(row) = table.rows.last_mut() {
            row.cells[described].push(lines[filled].clone());
        }
        at = filled + 1;
    }
    Some((table, lines.len()))
}

/// Whether a table ends in front of this line at the latest.
fn ends(lines: &[String], at: usize) -> bool {
    let line = &lines[at];
    section::of(line).is_some() || line.starts_with(['{', '<']) || is_header(line)
}

/// The columns whose titles start on a line, and the line behind them.
fn titles(lines: &[String], at: usize) -> Option<(Vec<Column>, usize)> {
    if let Some(columns) = titles_together(lines.get(at)?) {
        return Some((columns, at + 1));
    }
    if title(&lines[at]) != Some(Column::Name) {
        return None;
    }
    let mut columns = vec![Column::Name];
    let mut next = at + 1;
    while let Some(filled) = filled(lines, next)
        && let Some(column) = title(&lines[filled])
        // A title comes once; after that it is a name.
        && (column == Column::Notes || !columns.contains(&column))
    {
        columns.push(column);
        next = filled + 1;
    }
    columns.contains(&Column::Type).then_some((columns, next))
}

/// The first line at or after `at` that holds something.
fn filled(lines: &[String], at: usize) -> Option<usize> {
    (at..lines.len()).find(|i| !lines[*i].is_empty())
}

/// A row that starts on a line, up to the first line of its description.
fn row(lines: &[String], at: usize, columns: &[Column]) -> Option<(Vec<Vec<String>>, usize)> {
    let line = lines[at].as_str();
    // The name alone on its line, and what follows it on the next.
    if field::name(line).is_some()
        && let Some(below) = filled(lines, at + 1)
        && let Some(found) = cells(lines, line, (below, 0), columns, clear_type)
    {
        return Some(found);
    }
    // Where the name may end.
    let stops: Vec<usize> = line
        .char_indices()
        .map(|(i, _)| i)
        .skip(1)
        .take(120)
        .filter(|i| is_name(&line[..*i]) && !line[..*i].ends_with('_'))
        .collect();
    for length in [clear_type, loose_type] {
        if let Some(found) =
            stops.iter().find_map(|stop| cells(lines, &line[..*stop], (at, *stop), columns, length))
        {
            return Some(found);
        }
    }
    // A type in words of its own: every cell begins with a capital letter behind a small one.
    let parts = camel_cells(line);
    if parts.len() == columns.len() && columns[1] == Column::Type && is_name(parts[0]) {
        return Some((parts.iter().map(|p| vec![(*p).to_owned()]).collect(), at + 1));
    }
    None
}

/// What stands behind a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// Another short cell.
    Cell,
    /// The description.
    Description,
}

/// The cells behind a name, from a line and a byte on, up to the first line of the description.
fn cells(
    lines: &[String],
    name: &str,
    (mut line, from): (usize, usize),
    columns: &[Column],
    length_of: fn(&str, Follows) -> Option<usize>,
) -> Option<(Vec<Vec<String>>, usize)> {
    let mut cells = vec![Vec::new(); columns.len()];
    cells[0].push(name.to_owned());
    let mut rest = &lines[line][from..];
    for (index, column) in columns.iter().enumerate().skip(1) {
        if !matches!(column, Column::Type | Column::Location | Column::Required) {
            if !rest.is_empty() {
                cells[index].push(rest.to_owned());
            }
            break;
        }
        if rest.is_empty() {
            line = filled(lines, line + 1)?;
            rest = &lines[line];
        }
        let follows = match columns.get(index + 1) {
            Some(Column::Location | Column::Required) => Follows::Cell,
            _ => Follows::Description,
        };
        let length = match column {
            Column::Type => length_of(rest, follows)?,
            Column::Location => word_length(rest, |word| field::location(word).is_some())?,
            _ => word_length(rest, |word| field::required(word).is_some())?,
        };
        cells[index].push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    Some((cells, line + 1))
}

/// Behind the type the next cell begins at once, and a description with anything but a small letter.
fn clear_type(text: &str, follows: Follows) -> Option<usize> {
    types::lengths(text).into_iter().find(|length| match text[*length..].chars().next() {
        None => true,
        Some(c) if follows == Follows::Cell => c != ' ',
        Some(c) => {
            !c.is_lowercase()
                && !c.is_whitespace()
                && !matches!(c, '_' | '-' | '.' | '/' | '[' | ':' | ',')
        }
    })
}

/// A description may begin with a small letter; then only a long type and several words make it clear.
fn loose_type(text: &str, _: Follows) -> Option<usize> {
    types::lengths(text).into_iter().find(|length| {
        let rest = &text[*length..];
        *length >= 5 && rest.starts_with(char::is_alphabetic) && rest.contains(' ')
    })
}

/// How long the longest word is that a text starts with and `fits` takes.
fn word_length(text: &str, fits: impl Fn(&str) -> bool) -> Option<usize> {
    text.char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .take(24)
        .filter(|end| fits(&text[..*end]))
        .last()
}

/// Lines between a name and its type: a description of a few paragraphs.
const MAX_CELLS: usize = 8;

/// A row whose description stands between its name and its type; the last column ends it.
fn row_with_type_last(
    lines: &[String],
    at: usize,
    columns: &[Column],
) -> Option<(Vec<Vec<String>>, usize)> {
    field::name(&lines[at])?;
    let mut between: Vec<usize> = Vec::new();
    let mut next = at + 1;
    let mut closing = None;
    while let Some(line) = filled(lines, next)
        && between.len() < MAX_CELLS
        // A field may be called like a heading: `Error`.
        && (!ends(lines, line) || is_name(&lines[line]))
        && titles(lines, line).is_none()
    {
        next = line + 1;
        if closes(&lines[line]) {
            closing = Some(line);
            break;
        }
        between.push(line);
        if types::is_type(&lines[line]) {
            if let Some(line) = filled(lines, next).filter(|line| closes(&lines[*line])) {
                closing = Some(line);
                next = line + 1;
            }
            break;
        }
    }
    let type_line = between.pop()?;
    // Without the last cell, only a known type shows that this is a row.
    if closing.is_none() && !types::is_type(&lines[type_line]) {
        return None;
    }
    let mut cells = vec![Vec::new(); columns.len()];
    let place = |column: Column| columns.iter().position(|c| *c == column);
    cells[0].push(lines[at].clone());
    cells[place(Column::Description)?].extend(between.iter().map(|l| lines[*l].clone()));
    cells[place(Column::Type)?].push(lines[type_line].clone());
    if let (Some(line), Some(notes)) = (closing, place(Column::Notes)) {
        cells[notes].push(lines[line].clone());
    }
    Some((cells, next))
}

/// What the last column of such a table says, as the frameworks that make these pages write it.
fn closes(line: &str) -> bool {
    let starts = [
        "Required", "None", "Default value", "Max length", "Min length", "String length", "Range:",
        "Matching regular", "Data type:", "Possible values", "Allowed values",
    ];
    field::required(line).is_some() || starts.iter().any(|start| line.starts_with(start))
}

/// The cells of a line in which a small letter is followed by a capital one where a new cell begins.
fn camel_cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (i, c) in line.char_indices() {
        if before.is_lowercase() && c.is_uppercase() {
            cells.push(&line[start..i]);
            start = i;
        }
        before = c;
    }
    cells.push(&line[start..]);
    cells
}

/// The name on a line that looks like a row and is none: in small letters, alone, or with a sentence run into it.
fn lost(line: &str) -> Option<String> {
    let first = line.split(' ').next()?;
    let parts = camel_cells(first);
    let alone = parts.len() == 1 && first.len() == line.len() && first.contains('_');
    let run_together =
        parts.len() > 1 && first.len() < line.len() && first.starts_with(char::is_lowercase);
    (bullet(line).is_none() && is_name(parts[0]) && (alone || run_together))
        .then(|| parts[0].to_owned())
}
