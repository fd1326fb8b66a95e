//! Reads HTML: what a browser shows of it, with its headings, tables, lists and code.

use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};
use serde_json::Value;

use crate::page::{Block, Kind, Page, Row, Table, normal};
use crate::request;

/// Reads a page in HTML.
pub fn read(text: &str) -> Page {
    let document = Html::parse_document(text);
    let mut page = Page::default();
    for script in select(&document, "script") {
        let text: String = script.text().collect();
        page.documents.extend(documents(&text));
    }
    walk_into(content(&document), &mut page);
    page
}

/// The JSON documents in a script: the whole of it, or what is assigned in it.
fn documents(script: &str) -> Vec<Value> {
    let starts = script.match_indices('{').map(|(i, _)| i).filter(|i| {
        let before = script[..*i].trim_end();
        before.is_empty() || before.ends_with('=')
    });
    let mut found = Vec::new();
    let mut end = 0;
    for start in starts.take(20) {
        let mut values = serde_json::Deserializer::from_str(&script[start..]).into_iter();
        if let (true, Some(Ok(value))) = (start >= end, values.next()) {
            end = start + values.byte_offset();
            found.push(value);
        }
    }
    found
}

/// Adds what a piece of HTML holds to a page.
pub fn fragment(text: &str, page: &mut Page) {
    walk_into(Html::parse_fragment(text).root_element(), page);
}

fn walk_into(root: ElementRef<'_>, page: &mut Page) {
    let mut walk =
        Walk { page, in_cell: false, line: String::new(), item: false, depth: 0, after: None };
    walk.children(root, 0);
    walk.flush();
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector).map(|s| document.select(&s).collect()).unwrap_or_default()
}

/// The part of the document that holds the page's own content, without the site's navigation.
fn content(document: &Html) -> ElementRef<'_> {
    let found = ["main", "[role=main]", "article", "body"].iter().find_map(|selector| {
        let found = select(document, selector);
        let [only] = found[..] else { return None };
        let length: usize = only.text().map(|t| t.trim().len()).sum();
        (length > 100 || *selector == "body").then_some(only)
    });
    found.unwrap_or_else(|| document.root_element())
}

/// How deep elements may nest; what is deeper is left out.
const MAX_DEPTH: usize = 200;

struct Walk<'a> {
    page: &'a mut Page,
    /// Whether this is the cell of a table, whose rows are the place for those of a table inside.
    in_cell: bool,
    /// The line of text that is being put together.
    line: String,
    /// Whether the line is the first one of an item.
    item: bool,
    /// How many items the text is inside of.
    depth: usize,
    /// The inline element that ended last, if nothing followed it yet: by its name and class.
    after: Option<(String, String)>,
}

impl Walk<'_> {
    fn children(&mut self, element: ElementRef<'_>, level: usize) {
        if level > MAX_DEPTH {
            return;
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text(text, level),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, level);
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str, level: usize) {
        if text.trim().is_empty() {
            if !text.is_empty() && !self.line.is_empty() {
                self.line.push(' ');
            }
        } else {
            self.begin(level);
            self.after = None;
            self.line.push_str(&text.replace('¶', ""));
        }
    }

    /// Notes how deep the line is that begins.
    fn begin(&mut self, level: usize) {
        if self.line.is_empty() {
            self.page.nesting = level;
        }
    }

    fn element(&mut self, element: ElementRef<'_>, level: usize) {
        let value = element.value();
        match value.name() {
            "script" | "style" | "template" | "noscript" | "svg" | "nav" | "footer" | "iframe"
            | "input" | "textarea" | "select" | "head" | "title" => {}
            _ if value.attr("aria-hidden") == Some("true") && value.attr("hidden").is_none() => {}
            "br" | "hr" => self.flush(),
            "wbr" | "img" => {}
            "pre" => self.code(element),
            "code" if has_blocks(element) => self.code(element),
            "code" | "kbd" | "samp" | "tt" => {
                self.begin(level + 1);
                self.separate(value);
                let text: String = element.text().collect();
                let text = normal(&text);
                if !text.is_empty() && !text.contains('`') {
                    self.line.push_str(&format!("`{text}`"));
                } else {
                    self.line.push_str(&text);
                }
                self.after = Some(key(value));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.page.gap();
                self.children(element, level + 1);
                let heading = value.name()[1..].parse().unwrap_or(0);
                self.end_line(|text| Kind::Heading { level: heading, text });
            }
            "table" => {
                self.flush();
                if self.in_cell {
                    self.page.gap();
                } else if is_frame(element) {
                    for cell in cells(element) {
                        self.children(cell, level + 1);
                        self.flush();
                    }
                } else {
                    self.table(element);
                }
            }
            "li" | "dt" | "summary" => {
                self.flush();
                self.item = true;
                self.children(element, level + 1);
                self.flush();
                self.item = false;
            }
            "dd" | "details" | "ul" | "ol" => {
                self.flush();
                self.depth += 1;
                if value.name() == "details" {
                    // Its summary stands for the whole, so it is not inside of it.
                    self.details(element, level);
                } else {
                    self.children(element, level + 1);
                }
                self.flush();
                self.depth -= 1;
                if matches!(value.name(), "ul" | "ol") {
                    self.page.gap();
                }
            }
            name if is_block(name) => {
                self.flush();
                self.children(element, level + 1);
                self.flush();
                if matches!(name, "p" | "blockquote" | "dl" | "section") {
                    self.page.gap();
                }
            }
            _ => {
                self.separate(value);
                self.children(element, level + 1);
                if !self.line.is_empty() {
                    self.after = Some(key(value));
                }
            }
        }
    }

    fn details(&mut self, element: ElementRef<'_>, level: usize) {
        for child in element.children() {
            if let Some(child) = ElementRef::wrap(child) {
                let summary = usize::from(child.value().name() == "summary");
                self.depth -= summary;
                self.element(child, level + 1);
                self.depth += summary;
            } else if let Node::Text(text) = child.value() {
                self.text(text, level);
            }
        }
    }

    /// Inline elements of different kinds side by side are set apart by their style: `<b>id</b><i>string</i>`.
    fn separate(&mut self, next: &Element) {
        let Some(before) = self.after.take() else {
            return;
        };
        if before != key(next) {
            let joined = self.line.ends_with(['.', '/', '[', '(', ' ', '<', '{']);
            self.line.push_str(if joined { "" } else { " " });
        } else if self.line.ends_with(':') {
            self.line.push(' ');
        } else if self.line.contains(": ") && !self.line.ends_with(' ') && next.name() == "span" {
            // The values behind a label.
            self.line.push_str(", ");
        }
    }

    /// Ends the line, as text or as the first line of an item.
    fn flush(&mut self) {
        let item = self.item;
        self.end_line(|text| if item { Kind::Item(text) } else { Kind::Line(text) });
    }

    fn end_line(&mut self, kind: impl FnOnce(String) -> Kind) {
        self.after = None;
        let line = normal(&std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.item = false;
            self.page.push(line, self.depth, kind);
        }
    }

    fn code(&mut self, element: ElementRef<'_>) {
        self.flush();
        let mut text = String::new();
        preformatted(element, &mut text, 0);
        let line = self.page.lines.len();
        let mut text = text.trim_matches('\n').to_owned();
        if text.trim().is_empty() {
            return;
        }
        // The method of a path may be shown by style only.
        let method = element.value().attrs().find_map(|(_, v)| request::method(v));
        if let Some(method) = method.filter(|_| text.starts_with('/') || text.starts_with("http")) {
            text = format!("{} {text}", method.as_str());
        }
        self.page.lines.extend(text.lines().map(normal));
        let language = element
            .descendants()
            .filter_map(|n| n.value().as_element())
            .find_map(language)
            .unwrap_or_default();
        self.page.block(line, self.depth, Kind::Code { language, text });
    }

    fn table(&mut self, element: ElementRef<'_>) {
        let start = self.page.lines.len();
        let captions = element.children().filter_map(ElementRef::wrap);
        let caption = captions.filter(|e| e.value().name() == "caption");
        let caption = normal(&caption.flat_map(|c| c.text()).collect::<String>());
        let mut tables = vec![(start, Table { caption, ..Table::default() })];
        rows(element, 0, self.page, &mut tables);
        let mut end = self.page.lines.len();
        let mut blocks = Vec::new();
        for (line, mut table) in tables.into_iter().rev() {
            if line >= end {
                continue;
            }
            let headed = table.header.is_empty()
                && table.rows.first().is_some_and(|r| {
                    let known = |c: &&Vec<String>| crate::table::title(&c.join(" ")).is_some();
                    let count = r.cells.iter().filter(known).count();
                    count > 1 && count * 3 >= r.cells.len() * 2 && known(&&r.cells[0])
                });
            if headed {
                let first = table.rows.remove(0);
                table.header = first.cells.iter().map(|c| c.join(" ")).collect();
            }
            let (count, kind) = (end - line, Kind::Table(table));
            blocks.push(Block { line, count, depth: self.depth, nesting: 0, kind });
            end = line;
        }
        self.page.blocks.extend(blocks.into_iter().rev());
        self.page.gap();
    }
}

/// Whether a table is there for its looks: it holds headings, or code and no column of names.
fn is_frame(table: ElementRef<'_>) -> bool {
    let has = |name: &'static str| {
        let elements = table.descendants().filter_map(ElementRef::wrap);
        elements.filter(move |e| e.value().name() == name)
    };
    let titled = has("th").any(|e| {
        let title = normal(&e.text().collect::<String>());
        crate::table::title(&title) == Some(crate::table::Column::Name)
    });
    let headed = ["h1", "h2", "h3", "h4"].into_iter().any(|name| has(name).next().is_some());
    headed || (has("pre").next().is_some() && !titled)
}

/// The cells of a table, without those of tables inside of it.
fn cells<'a>(table: ElementRef<'a>) -> impl Iterator<Item = ElementRef<'a>> {
    let elements = table.descendants().filter_map(ElementRef::wrap);
    elements.filter(move |e| matches!(e.value().name(), "td" | "th") && is_in(*e, table))
}

/// Adds the rows of a table; those of a table in a cell come behind the cell's row, one deeper. A heading in a row of its own begins
/// another table with the same titles.
fn rows(element: ElementRef<'_>, depth: usize, page: &mut Page, tables: &mut Vec<(usize, Table)>) {
    let mut carried: Vec<(usize, Vec<String>)> = Vec::new();
    for row in element
        .descendants()
        .filter_map(ElementRef::wrap)
        .filter(|e| e.value().name() == "tr" && is_in(*e, element))
    {
        let mut cells: Vec<Vec<String>> = Vec::new();
        let mut titles = true;
        let mut inner = Vec::new();
        let mut wanted = row
            .children()
            .filter_map(ElementRef::wrap)
            .filter(|e| matches!(e.value().name(), "td" | "th"));
        loop {
            if let Some((left, text)) = carried.get_mut(cells.len()).filter(|(left, _)| *left > 0) {
                *left -= 1;
                cells.push(text.clone());
                continue;
            }
            let Some(cell) = wanted.next() else { break };
            titles &= cell.value().name() == "th";
            let mut own = Page::default();
            walk_cell(cell, &mut own);
            inner.extend(
                cell.descendants()
                    .filter_map(ElementRef::wrap)
                    .filter(|e| e.value().name() == "table" && is_in(*e, element)),
            );
            let number = |name: &str| {
                cell.value()
                    .attr(name)
                    .and_then(|v| v.parse::<usize>().ok())
                    .unwrap_or(1)
                    .clamp(1, 50)
            };
            // A field inside of another one may be set in.
            let text: String = cell.text().collect();
            let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace());
            let indent = text.chars().take_while(|c| *c == '\u{a0}').count();
            if let (true, Some(first)) = (cells.is_empty(), own.lines.first_mut()) {
                first.insert_str(0, &"›".repeat(indent.div_ceil(2)));
            }
            for index in 0..number("colspan") {
                let text = if index == 0 { own.lines.clone() } else { Vec::new() };
                carried.resize(carried.len().max(cells.len() + 1), (0, Vec::new()));
                carried[cells.len()] = (number("rowspan") - 1, text.clone());
                cells.push(text);
            }
        }
        let line = page.lines.len();
        let text: Vec<String> = cells.iter().flatten().filter(|l| !l.is_empty()).cloned().collect();
        let heading = text.first().filter(|_| text.len() == 1 && titles && depth == 0);
        let heading = heading.filter(|t| crate::section::of(t).is_some()).cloned();
        let Some((_, table)) = tables.last_mut() else { return };
        if let Some(caption) = heading {
            let header = table.header.clone();
            page.lines.extend(text);
            tables.push((line, Table { caption, header, ..Table::default() }));
        } else if !text.is_empty() {
            let lone = text.len() == 1 && text[0].contains(", ");
            page.lines.extend(text);
            if lone && titles {
            } else if titles && table.rows.is_empty() && table.header.len() < 2 && depth == 0 {
                // One title above the others is that of the table.
                if let [above] = &table.header[..] {
                    table.caption.clone_from(above);
                }
                table.header = cells.iter().map(|c| c.join(" ")).collect();
            } else if !titles {
                table.rows.push(Row { line, depth, cells });
            }
        }
        for nested in inner {
            if depth < 16 {
                rows(nested, depth + 1, page, tables);
            }
        }
    }
}

/// Whether a table is the nearest one that an element is in.
fn is_in(element: ElementRef<'_>, table: ElementRef<'_>) -> bool {
    let nearest =
        element.ancestors().filter_map(ElementRef::wrap).find(|e| e.value().name() == "table");
    nearest == Some(table)
}

fn walk_cell(cell: ElementRef<'_>, own: &mut Page) {
    let mut walk =
        Walk { page: own, in_cell: true, line: String::new(), item: false, depth: 0, after: None };
    walk.children(cell, 0);
    walk.flush();
    // A bullet shows a list.
    let mut lines = Vec::new();
    for block in &own.blocks {
        match &block.kind {
            Kind::Item(text) => lines.push(format!("• {text}")),
            _ => lines.extend(
                own.lines[block.line..block.line + block.count]
                    .iter()
                    .filter(|l| !l.is_empty())
                    .cloned(),
            ),
        }
    }
    own.lines = lines;
}

/// The text of preformatted content, with its line breaks.
fn preformatted(element: ElementRef<'_>, text: &mut String, level: usize) {
    if level > MAX_DEPTH {
        return;
    }
    for child in element.children() {
        match child.value() {
            Node::Text(part) => text.push_str(part),
            Node::Element(e) if matches!(e.name(), "button" | "script" | "style") => {}
            Node::Element(e) => {
                let breaks =
                    e.name() == "br" || is_block(e.name()) || matches!(e.name(), "li" | "tr");
                if let Some(child) = ElementRef::wrap(child) {
                    if breaks && !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                    // What stands for a value in a path.
                    let variable = matches!(e.name(), "em" | "i" | "var") && text.ends_with('/');
                    text.push_str(if variable { "{" } else { "" });
                    preformatted(child, text, level + 1);
                    text.push_str(if variable { "}" } else { "" });
                    if breaks && !text.ends_with('\n') {
                        text.push('\n');
                    }
                }
            }
            _ => {}
        }
    }
}

fn language(element: &Element) -> Option<String> {
    let found = element
        .classes()
        .find_map(|c| c.strip_prefix("language-").or_else(|| c.strip_prefix("lang-")))?;
    Some(found.to_lowercase())
}

fn key(element: &Element) -> (String, String) {
    (element.name().to_owned(), element.attr("class").unwrap_or_default().to_owned())
}

fn has_blocks(element: ElementRef<'_>) -> bool {
    element
        .descendants()
        .filter_map(|n| n.value().as_element())
        .any(|e| matches!(e.name(), "ul" | "ol" | "div" | "br" | "p"))
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "aside"
            | "dl"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "form"
            | "fieldset"
            | "legend"
            | "body"
            | "html"
            | "tbody"
            | "thead"
            | "center"
            | "address"
            | "label"
            | "option"
            | "select"
    )
}
