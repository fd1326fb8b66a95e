//! Reads Markdown, with the tags that Mintlify, Fern and GitBook put into it.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::html;
use crate::field::{self, Field, Location};
use crate::page::{Block, Kind, Page, Row, Table, normal};
use crate::types;

/// Reads a page in Markdown.
pub fn read(text: &str) -> Page {
    let mut page = Page { lines: text.lines().map(normal).collect(), ..Page::default() };
    let (plain, tags) = take_tags(text);
    let mut blocks = tags;
    let mut reader = Reader {
        text: &plain,
        starts: starts(&plain),
        lines: page.lines.len(),
        blocks: &mut blocks,
        documents: &mut page.documents,
        depth: 0,
        page: Page::default(),
    };
    reader.read();
    blocks.sort_by_key(|b| b.line);
    page.blocks = blocks;
    page
}

/// The bytes at which lines start.
fn starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect()
}

/// What inline text is part of.
#[derive(Clone, Copy)]
enum Inside {
    Line,
    Item,
    Heading(u8),
}

struct Reader<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// How many lines the page has.
    lines: usize,
    blocks: &'a mut Vec<Block>,
    documents: &'a mut Vec<serde_json::Value>,
    /// How many items the text is inside of.
    depth: usize,
    /// For what pieces of HTML hold.
    page: Page,
}

impl Reader<'_> {
    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|s| *s <= byte).saturating_sub(1)
    }

    fn push(&mut self, line: usize, count: usize, kind: Kind) {
        self.blocks.push(Block { line, count: count.max(1), depth: self.depth, nesting: 0, kind });
    }

    fn read(&mut self) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_STRIKETHROUGH;
        let mut inside = Inside::Line;
        let mut text = String::new();
        let mut start = 0;
        let mut code: Option<String> = None;
        let mut html: Option<(usize, String)> = None;
        let mut table: Option<Table> = None;
        let mut cells: Vec<Vec<String>> = Vec::new();
        for (event, range) in Parser::new_ext(self.text, options).into_offset_iter() {
            let line = self.line(range.start);
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    inside = Inside::Heading(number(level));
                    start = line;
                }
                Event::Start(Tag::Item) => {
                    self.flush(&mut text, start, inside);
                    inside = Inside::Item;
                    self.depth += 1;
                    start = line;
                }
                Event::End(TagEnd::Item) => {
                    self.flush(&mut text, start, inside);
                    inside = Inside::Line;
                    self.depth = self.depth.saturating_sub(1);
                }
                Event::Start(Tag::Paragraph) => start = line,
                Event::End(TagEnd::Heading(_) | TagEnd::Paragraph) => {
                    self.flush(&mut text, start, inside);
                    inside = Inside::Line;
                    let end = self.line(range.end.saturating_sub(1)) + 1;
                    if end < self.lines {
                        self.push(end, 0, Kind::Line(String::new()));
                    }
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.flush(&mut text, start, inside);
                    start = line;
                    code = Some(match kind {
                        CodeBlockKind::Fenced(info) => {
                            // A title behind the language may be a heading: ```` ```json 422 ````.
                            let title = info.split_once(' ').map_or("", |(_, title)| title);
                            let title =
                                normal(title.trim_start_matches("title=").trim_matches('"'));
                            if crate::section::of(&title).is_some() {
                                self.push(line, 1, Kind::Heading { level: 0, text: title });
                            }
                            info.split([' ', ',', '{']).next().unwrap_or_default().to_lowercase()
                        }
                        CodeBlockKind::Indented => String::new(),
                    });
                }
                Event::End(TagEnd::CodeBlock) => {
                    let count = self.line(range.end.saturating_sub(1)) + 1 - start;
                    let language = code.take().unwrap_or_default();
                    let body = std::mem::take(&mut text);
                    // Mintlify's Markdown carries the part of an OpenAPI document that describes the page.
                    if matches!(language.as_str(), "yaml" | "yml" | "json")
                        && (body.contains("openapi") || body.contains("swagger"))
                    {
                        self.documents.extend(serde_saphyr::from_str::<serde_json::Value>(&body));
                    }
                    self.push(
                        start,
                        count,
                        Kind::Code { language, text: body.trim_matches('\n').to_owned() },
                    );
                }
                Event::Start(Tag::Table(_)) => {
                    start = line;
                    table = Some(Table::default());
                }
                Event::End(TagEnd::TableCell) => {
                    cells.push(std::mem::take(&mut text).split('\n').map(normal).collect())
                }
                Event::End(TagEnd::TableHead) => {
                    if let Some(table) = &mut table {
                        table.header =
                            std::mem::take(&mut cells).into_iter().map(|c| c.join(" ")).collect();
                    }
                }
                Event::End(TagEnd::TableRow) => {
                    if let Some(table) = &mut table {
                        table.rows.push(Row { line, depth: 0, cells: std::mem::take(&mut cells) });
                    }
                }
                Event::End(TagEnd::Table) => {
                    let count = self.line(range.end.saturating_sub(1)) + 1 - start;
                    let table = table.take().unwrap_or_default();
                    self.push(start, count, Kind::Table(table));
                }
                Event::Start(Tag::MetadataBlock(_)) => code = Some("yaml".to_owned()),
                Event::End(TagEnd::MetadataBlock(_)) => {
                    code = None;
                    for entry in std::mem::take(&mut text).lines() {
                        // Mintlify names the request in the head of the page.
                        if let Some((_, value)) = entry
                            .split_once(':')
                            .filter(|(key, _)| matches!(key.trim(), "api" | "openapi"))
                        {
                            let value = value.trim().trim_matches(['"', '\'']);
                            let request = value
                                .split_whitespace()
                                .skip_while(|w| w.contains(".json") || w.contains(".y"))
                                .collect::<Vec<_>>();
                            if let [method, path] = request[..] {
                                self.push(
                                    line,
                                    1,
                                    Kind::Line(format!("{} {path}", method.to_uppercase())),
                                );
                            }
                        }
                    }
                }
                // `string<uuid>` is no tag.
                Event::InlineHtml(part)
                    if text.rsplit([' ', '\n']).next().is_some_and(|word| {
                        !word.is_empty() && types::is_type(&format!("{word}{part}"))
                    }) =>
                {
                    text.push_str(&part);
                }
                Event::Html(part) | Event::InlineHtml(part)
                    if table.is_some() || code.is_some() =>
                {
                    text.push_str(if part.starts_with("<br") { "\n" } else { "" });
                }
                Event::Html(part) => {
                    let (_, all) = html.get_or_insert((line, String::new()));
                    all.push_str(&part);
                }
                Event::End(TagEnd::HtmlBlock) => {
                    if let Some((line, all)) = html.take() {
                        let count = all.lines().count();
                        self.fragment(line, count, &all);
                    }
                }
                Event::InlineHtml(part) if part.starts_with("<br") => text.push('\n'),
                Event::Code(part) => {
                    text.push('`');
                    text.push_str(&part);
                    text.push('`');
                }
                Event::Text(part) => {
                    if text.is_empty()
                        && code.is_none()
                        && table.is_none()
                        && !matches!(inside, Inside::Item)
                    {
                        start = line;
                    }
                    text.push_str(&part);
                }
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                Event::Start(Tag::Strong) if text.is_empty() && matches!(inside, Inside::Item) => {
                    text.push_str("**")
                }
                Event::End(TagEnd::Strong)
                    if text.starts_with("**") && !text[2..].contains("**") =>
                {
                    text.push_str("**")
                }
                _ => {}
            }
        }
        self.flush(&mut text, start, inside);
    }

    /// Ends a paragraph, a heading or an item.
    fn flush(&mut self, text: &mut String, start: usize, inside: Inside) {
        for (index, line) in std::mem::take(text).split('\n').enumerate() {
            let line = normal(line);
            if line.is_empty() {
                continue;
            }
            let kind = match inside {
                Inside::Heading(level) => Kind::Heading { level, text: line },
                Inside::Item if index == 0 => Kind::Item(line),
                _ => Kind::Line(line),
            };
            self.push(start + index, 1, kind);
        }
    }

    fn fragment(&mut self, line: usize, count: usize, text: &str) {
        self.page = Page::default();
        html::fragment(text, &mut self.page);
        for mut block in std::mem::take(&mut self.page.blocks) {
            if let Kind::Table(table) = &mut block.kind {
                table.rows.iter_mut().for_each(|row| row.line = line);
            }
            self.push(line, count, block.kind);
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Takes the lines with tags out of the text, and what they hold out to the left margin, so that it is no code.
fn take_tags(text: &str) -> (String, Vec<Block>) {
    let mut plain = String::with_capacity(text.len());
    let mut blocks = Vec::new();
    let mut depth = 0usize;
    let mut open = 0usize;
    let mut fence: Option<usize> = None;
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let trimmed = line.trim_start();
        let margin = line.len() - trimmed.len();
        if let Some(indent) = fence {
            plain.push_str(line.get(indent.min(margin)..).unwrap_or(line));
            if trimmed.starts_with("```") {
                fence = None;
            }
        } else if trimmed.starts_with("```") {
            fence = Some(if open > 0 { margin } else { 0 });
            plain.push_str(if open > 0 { trimmed } else { line });
        } else if let Some((tag, count, rest)) = tag(&lines[at..]) {
            blocks.push(Block {
                line: at,
                count,
                depth: 0,
                nesting: 0,
                kind: tag.kind(depth).unwrap_or_else(|| Kind::Line(String::new())),
            });
            let nests =
                matches!(tag.name, "ResponseField" | "ParamField" | "Expandable" | "PropertyField")
                    && !tag.lone;
            if tag.closing {
                depth = depth.saturating_sub(usize::from(nests && tag.name != "Expandable"));
                open = open.saturating_sub(1);
            } else if !tag.lone {
                depth += usize::from(nests && tag.name != "Expandable");
                open += 1;
            }
            plain.push_str(rest.trim());
            for _ in 1..count {
                plain.push('\n');
            }
            if rest.trim().is_empty() && tag.closing {
                depth = depth.min(open);
            }
            at += count - 1;
        } else {
            plain.push_str(if open > 0 { trimmed } else { line });
        }
        plain.push('\n');
        at += 1;
    }
    (plain, blocks)
}

/// A tag: `<ParamField path="id" type="string" required>`, `{% swagger-parameter in="path" name="id" %}`.
struct Component<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    closing: bool,
    /// Whether it holds nothing: `<X />`.
    lone: bool,
}

/// The tag that the lines start with, how many lines it takes, and what follows it on the last of them.
fn tag<'a>(lines: &[&'a str]) -> Option<(Component<'a>, usize, String)> {
    let first = lines[0].trim_start();
    let (start, end) = if first.starts_with("{%") { ("{%", "%}") } else { ("<", ">") };
    let inner = first.strip_prefix(start)?;
    let known_start = inner.trim_start_matches(['/', ' ']);
    let component = start == "{%" || known_start.starts_with(|c: char| c.is_ascii_uppercase());
    if !component {
        return None;
    }
    let count = lines.iter().take(20).position(|l| end_of(l, end).is_some())? + 1;
    let last = lines[count - 1];
    let rest = last[end_of(last, end)? + end.len()..].to_owned();
    let closed = rest.trim_end();
    let mut attributes = Vec::new();
    let mut lone = false;
    for (index, line) in lines[..count].iter().enumerate() {
        let mut part = if index == 0 { inner } else { *line };
        part = end_of(part, end).map_or(part, |i| &part[..i]);
        if let Some(cut) = part.trim_end().strip_suffix('/') {
            part = cut;
            lone = true;
        }
        attributes.extend(words(part));
    }
    let closing = inner.trim_start().starts_with('/') || inner.trim_start().starts_with("end");
    let (name, _) = attributes.first().copied()?;
    attributes.remove(0);
    let name =
        name.trim_start_matches('/').strip_prefix("end").unwrap_or(name.trim_start_matches('/'));
    // What stands between a tag and its end on one line.
    let own_end = format!("</{name}>");
    let (rest, ends_here) = match closed.strip_suffix(own_end.as_str()) {
        Some(rest) => (rest.to_owned(), true),
        None => (rest, false),
    };
    Some((Component { name, attributes, closing, lone: lone || ends_here }, count, rest))
}

/// Where a tag ends on a line: at the first end outside of quotes.
fn end_of(line: &str, end: &str) -> Option<usize> {
    let mut quoted = None;
    line.char_indices().find_map(|(i, c)| {
        match (quoted, c) {
            (None, '"') => quoted = Some(c),
            (Some(_), '"') => quoted = None,
            (None, _) if line[i..].starts_with(end) => return Some(i),
            _ => {}
        }
        None
    })
}

/// The attributes of a tag: `a="b"`, `a={b}`, `a`.
fn words(text: &str) -> Vec<(&str, &str)> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let Some(value) = behind.strip_prefix('=') else {
            words.push((name, ""));
            rest = behind.trim_start();
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            Some('{') => {
                let (value, after) = value[1..].split_once('}').unwrap_or((&value[1..], ""));
                (value.trim_matches(['"', '\'', '`']), after)
            }
            _ => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        words.push((name, value));
        rest = after.trim_start();
    }
    words
}

impl Component<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, v)| *v)
    }

    /// What the tag says.
    fn kind(&self, depth: usize) -> Option<Kind> {
        if self.closing {
            return None;
        }
        let heading = |text: &str| Some(Kind::Heading { level: 0, text: text.to_owned() });
        match self.name {
            "ParamField"
            | "ResponseField"
            | "PropertyField"
            | "swagger-parameter"
            | "api-method-parameter" => self.field(depth),
            "swagger" | "api-method" => {
                let method = self.get("method")?.to_uppercase();
                let base = self.get("baseUrl").or(self.get("host")).unwrap_or_default();
                Some(Kind::Line(format!("{method} {base}{}", self.get("path")?)))
            }
            "swagger-response" => heading(self.get("status")?),
            "api-method-response-example" => heading(self.get("httpCode")?),
            "api-method-path-parameters" => heading("Path parameters"),
            "api-method-query-parameters" => heading("Query parameters"),
            "api-method-headers" => heading("Headers"),
            "api-method-body-parameters" => heading("Body parameters"),
            "RequestExample" => heading("Request example"),
            "ResponseExample" => heading("Response example"),
            "Tab" | "TabItem" | "Accordion" | "CodeGroup" | "tab" => {
                heading(self.get("title").or(self.get("label"))?)
            }
            "openapi" => Some(Kind::Line(format!(
                "{} {}",
                self.get("method")?.to_uppercase(),
                self.get("path")?
            ))),
            _ => None,
        }
    }

    fn field(&self, depth: usize) -> Option<Kind> {
        let places = [
            ("path", Location::Path),
            ("query", Location::Query),
            ("header", Location::Header),
            ("body", Location::Body),
        ];
        let named = places.iter().find_map(|(name, place)| Some((self.get(name)?, Some(*place))));
        let (name, location) = named
            .or_else(|| Some((self.get("name")?, self.get("in").and_then(field::location))))?;
        let flag = |name: &str| self.get(name).is_some_and(|v| v != "false");
        let mut own =
            Field { depth, location, deprecated: flag("deprecated"), ..field::name(name)? };
        field::type_cell(self.get("type").unwrap_or_default(), &mut own);
        own.required = match self.get("required") {
            Some("false") => Some(false),
            Some(_) => Some(true),
            None => own.required.or(flag("optional").then_some(false)),
        };
        own.default = self.get("default").or(self.get("initialValue")).and_then(field::value);
        Some(Kind::Field(Box::new(own)))
    }
}
