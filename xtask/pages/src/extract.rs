//! From the blocks of a page to its operations and their facts, with how much of the page was understood.

use std::collections::{BTreeMap, BTreeSet};

use crate::document;
use crate::field::{self, Field, Head, Location, may_have_values};
use crate::page::{Block, Kind, Page, excerpt, is_name};
use crate::place;
use crate::request::{self, Request};
use crate::sample::{self, Place, Sample};
use crate::section::{self, Heading, Part, Section};
use crate::table::{self, Content};
use crate::types::{self, Meaning};
use xtask::spec::inventory::{self, Facts, Source};
use xtask::spec::shape::Shape;

/// What is known before a page is read.
#[derive(Debug, Default)]
pub struct Asked {
    /// The operation whose page it is.
    pub request: Option<Request>,
    /// What the parts of the page are about that stand below no heading that says so.
    pub section: Option<Section>,
    /// What was recorded of the operation, which settles where a field belongs if the page alone cannot.
    pub known: Facts,
}

/// What a page says.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its operations; one without a request if the page shows none.
    pub operations: Vec<Operation>,
    /// What has to be decided before its facts can be relied on.
    pub questions: Vec<String>,
    /// What was repaired or decided on the way.
    pub notes: Vec<String>,
    /// Its lines in sections about the API, by the first heading above them: how many there are, and which were not understood.
    pub lines: Vec<(String, usize, Vec<usize>)>,
}

/// What a page says of one operation.
#[derive(Debug, Default)]
pub struct Operation {
    /// The request, where the page shows it.
    pub request: Option<Request>,
    /// The facts, as an inventory has them.
    pub facts: Facts,
    /// The paths of its fields, in the order of the page.
    pub order: Vec<String>,
    /// The bodies that it shows as a whole.
    pub samples: Vec<Shown>,
}

impl Operation {
    /// A field, which is added to the facts if it is not there.
    pub fn field(&mut self, path: &str) -> &mut inventory::Field {
        if !self.facts.fields.contains_key(path) {
            self.order.push(path.to_owned());
        }
        self.facts.fields.entry(path.to_owned()).or_default()
    }
}

/// A body that a page shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The request body, a response or an error.
    pub of: Section,
    /// The status of the response, where the page tells it.
    pub status: Option<u16>,
    /// `json` or `xml`.
    pub format: &'static str,
    /// The body; of nearly JSON, what it was read as.
    pub text: String,
}

impl Shown {
    /// A sample as a body; nothing if a part of it could not be read.
    pub fn new(of: Section, status: Option<u16>, sample: &Sample) -> Option<Self> {
        let text = match &sample.body {
            sample::Body::Json(value) if !sample.repairs.is_empty() => {
                serde_json::to_string_pretty(value).ok()?
            }
            _ => sample.text.clone(),
        };
        let format = match sample.body {
            sample::Body::Json(_) => "json",
            sample::Body::Xml(_) => "xml",
        };
        sample.unreadable.is_empty().then(|| Self {
            of,
            status,
            format,
            text: format!("{}\n", text.trim()),
        })
    }
}

/// Fields that stand together in a table or a list.
#[derive(Debug, Clone)]
pub struct Group {
    operation: usize,
    section: Option<Section>,
    /// The line above it.
    pub heading: String,
    /// Whether it is a table or a list.
    pub source: Source,
    /// The title of the column of names.
    title: String,
    /// The fields, each with the line that it stands on.
    pub fields: Vec<(Field, usize)>,
    /// What looked like a field and could not be read.
    unreadable: Vec<String>,
}

/// A sample where it was found.
struct Found {
    operation: usize,
    section: Option<Section>,
    status: Option<u16>,
    sample: Sample,
    line: usize,
}

struct Walk<'a> {
    page: &'a Page,
    /// The names in the samples of the page.
    keys: BTreeSet<String>,
    operation: usize,
    section: Option<Section>,
    /// The level of the heading that began the section.
    level: u8,
    /// The line of the last status without a reason, and of the last one with a reason: tabs stand side by side.
    status: Option<(usize, bool)>,
    /// The status whose part of the page this is.
    code: Option<u16>,
    heading: String,
    /// The level of the last heading that the page marks as one.
    marked_level: u8,
    /// The line of it.
    heading_line: Option<usize>,
    /// The heading of the section, for the count of lines.
    part: String,
    /// Whether a list of fields is open.
    open: bool,
    /// How many lists are open that the page writes as `Array [` and `]`.
    brackets: usize,
    /// The requests of the page.
    requests: Vec<Request>,
    /// Where it shows them.
    shown: BTreeMap<usize, request::Shown>,
    /// The statuses of samples in tabs, by their blocks.
    tabs: BTreeMap<usize, u16>,
    groups: Vec<Group>,
    samples: Vec<Found>,
    /// The enumerations that stand in tables of their own.
    values: Vec<(String, Vec<String>)>,
    /// The names in forms and whether bodies are sent, by operation.
    sends: BTreeMap<usize, BTreeSet<String>>,
    understood: Vec<bool>,
    parts: Vec<Option<String>>,
    reading: Reading,
}

/// Words that end no line of prose, as in "Phone number".
const TYPES_ONLY: [&str; 3] = ["string", "integer", "boolean"];
const JSON_TYPES: [&str; 7] = ["string", "integer", "number", "boolean", "object", "array", "null"];

/// How many groups of fields of a page are read: a bound for a page made of nothing else.
const MAX_GROUPS: usize = 500;

/// Reads the operations of a page.
pub fn read(page: &Page, asked: &Asked) -> Reading {
    let reading = read_blocks(page, asked);
    let described: Vec<Operation> = page.documents.iter().flat_map(document::operations).collect();
    // What the page shows, or what is asked for, in the document that the page carries.
    let shown: Vec<&Request> = asked
        .request
        .iter()
        .chain(reading.operations.iter().filter_map(|o| o.request.as_ref()))
        .collect();
    let own =
        |o: &Operation| o.request.as_ref().is_some_and(|r| shown.iter().any(|s| s.is_like(r)));
    let wanted = described.iter().any(own) || (shown.is_empty() && described.len() == 1);
    if described.is_empty() || (!wanted && !page.blocks.is_empty()) {
        return reading;
    }
    Reading {
        operations: described.into_iter().filter(|o| !wanted || shown.is_empty() || own(o)).collect(),
        notes: page.notes.iter().cloned().chain(["the page carries a document that describes its operations, which was read in place of its text".to_owned()]).collect(),
        ..Reading::default()
    }
}

fn read_blocks(page: &Page, asked: &Asked) -> Reading {
    let mut samples: Vec<Option<Sample>> = page.blocks.iter().map(sample_of).collect();
    let shown = shown(page);
    let (requests, starts) = operations(page, &shown);
    let tabs = tabs(page, &samples);
    let mut keys: BTreeSet<String> =
        samples.iter().flatten().flat_map(|s| place::names(&s.shape(None))).collect();
    keys.extend(requests.iter().flat_map(Request::names));
    let mut walk = Walk {
        page,
        keys,
        operation: 0,
        section: None,
        level: 0,
        status: None,
        code: None,
        heading: String::new(),
        marked_level: 0,
        heading_line: None,
        part: String::new(),
        open: false,
        brackets: 0,
        requests: requests.clone(),
        shown,
        tabs,
        groups: Vec::new(),
        samples: Vec::new(),
        values: Vec::new(),
        sends: BTreeMap::new(),
        understood: vec![false; page.lines.len()],
        parts: vec![None; page.lines.len()],
        reading: Reading::default(),
    };
    let mut at = 0;
    while at < page.blocks.len() {
        if let Some(operation) = starts.get(&at) {
            walk.operation = *operation;
            walk.leave(None, 0);
        }
        let taken = samples[at].take();
        let next = walk.block(at, taken);
        for block in &page.blocks[at..next] {
            for line in block.line..block.line + block.count {
                walk.parts[line] = walk.section.map(|_| walk.part.clone());
            }
        }
        at = next;
    }
    walk.finish(&requests, asked)
}

fn sample_of(block: &Block) -> Option<Sample> {
    let Kind::Code { text, .. } = &block.kind else {
        return None;
    };
    let bare = sample::without_line_numbers(text);
    let mut text = bare.as_deref().unwrap_or(text);
    // A whole response: its body stands behind the empty line.
    if matches!(section::of(text.lines().next()?), Some(Heading::Status(_))) {
        let body = text.find("\n{").or(text.find("\n[")).or(text.find("\n<"));
        text = body.map_or("", |start| &text[start + 1..]);
    }
    let mut sample = sample::read(text, Place::Code)?;
    if bare.is_some() {
        sample.repairs.insert("line numbers");
    }
    Some(sample)
}

/// Statuses side by side are the titles of tabs, whose samples follow in their order.
fn tabs(page: &Page, samples: &[Option<Sample>]) -> BTreeMap<usize, u16> {
    let status = |at: usize| match section::of(text_of(&page.blocks.get(at)?.kind)?) {
        Some(Heading::Status(status)) => Some(status),
        _ => None,
    };
    let passed = |at: &usize| {
        let text = page.blocks.get(*at).and_then(|b| text_of(&b.kind));
        text.is_some_and(|t| section::is_chrome(t) && status(*at).is_none())
    };
    let mut found = BTreeMap::new();
    let mut at = 0;
    while at < page.blocks.len() {
        let mut statuses = Vec::new();
        while let Some(status) = status(at) {
            statuses.push(status);
            at += 1;
            at += (at..).take_while(passed).count();
        }
        at += 1;
        if statuses.len() < 2 {
            continue;
        }
        let ends = |at: &usize| {
            let text = page.blocks.get(*at).map(|b| text_of(&b.kind).and_then(section::of));
            !matches!(text, None | Some(Some(Heading::Section(_) | Heading::Status(_))))
        };
        let own = (at - 1..).take_while(ends).filter(|i| samples[*i].is_some());
        let own: Vec<usize> = own.collect();
        if own.len() == statuses.len() {
            found.extend(own.into_iter().zip(statuses));
        }
    }
    found
}

/// The requests that a page shows, by the block that each begins with.
fn shown(page: &Page) -> BTreeMap<usize, request::Shown> {
    let at = |at: usize| match &page.blocks[at].kind {
        Kind::Code { text, .. } => {
            let first = text.lines().next()?;
            let lone = text.lines().count() == 1 && !first.contains("HTTP/1.1");
            let shown = |request, defines| request::Shown { request, count: 1, defines };
            let command = request::curl(text).map(|r| shown(r, false));
            command.or_else(|| Some(shown(request::line(first)?, lone)))
        }
        kind => text_of(kind).and_then(|_| request::text(&texts(page, at, 60))),
    };
    let found: BTreeMap<_, _> = (0..page.blocks.len()).filter_map(|i| Some((i, at(i)?))).collect();
    if !found.is_empty() {
        return found;
    }
    let said =
        |(at, request)| BTreeMap::from([(at, request::Shown { request, count: 1, defines: true })]);
    said_elsewhere(page).map(said).unwrap_or_default()
}

/// The request of a page that shows none by itself: behind labels, in a sentence, or an address below a sentence with a method.
fn said_elsewhere(page: &Page) -> Option<(usize, Request)> {
    let lines = || page.blocks.iter().enumerate().filter_map(|(i, b)| Some((i, text_of(&b.kind)?)));
    let pairs = page.blocks.iter().enumerate().flat_map(|(at, block)| {
        let pairs = match &block.kind {
            Kind::Table(table) => table
                .rows
                .iter()
                .filter(|r| r.cells.len() == 2 && table.header.is_empty())
                .filter_map(|r| Some((r.cells[0].first()?.as_str(), r.cells[1].first()?.as_str())))
                .collect::<Vec<_>>(),
            kind => {
                let below = page.blocks[at + 1..].iter().filter_map(|b| text_of(&b.kind));
                let below = below.map(str::trim).find(|t| !t.is_empty()).unwrap_or_default();
                let text = text_of(kind).unwrap_or_default();
                let spaced = text.rsplit_once(' ').filter(|(label, _)| label.len() < 20);
                let colon =
                    text.split_once(':').filter(|(_, v)| !v.is_empty() && !v.starts_with('/'));
                [colon.or(Some((text, below))), spaced].into_iter().flatten().collect()
            }
        };
        pairs.into_iter().map(move |pair| (at, pair))
    });
    let mut last = 0;
    let request = request::labelled(pairs.inspect(|(at, _)| last = *at).map(|(_, pair)| pair));
    if let Some(request) = request {
        return Some((last, request));
    }
    if let Some(found) = lines().find_map(|(i, text)| Some((i, request::sentence(text)?))) {
        return Some(found);
    }
    let mut method = None;
    page.blocks.iter().enumerate().find_map(|(at, block)| {
        let text = match &block.kind {
            Kind::Code { text, .. } => text.as_str(),
            kind => text_of(kind)?,
        };
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        method = words.find_map(request::named).or(method);
        let target = text.trim_matches('`').strip_prefix("URL:").unwrap_or(text).trim();
        let lone = target.contains("://") && !target.contains(char::is_whitespace);
        Some((at, request::new(method?, target)?)).filter(|_| lone)
    })
}

/// The requests of a page, and the blocks at which what belongs to one of them begins.
fn operations(
    page: &Page,
    shown: &BTreeMap<usize, request::Shown>,
) -> (Vec<Request>, BTreeMap<usize, usize>) {
    let shown: Vec<(usize, Request, bool)> =
        shown.iter().map(|(at, s)| (*at, s.request.clone(), s.defines)).collect();
    let defines = shown.iter().any(|(_, _, defines)| *defines);
    let mut requests: Vec<Request> = Vec::new();
    let mut starts = BTreeMap::new();
    let mut current = None;
    let mut defined: Vec<bool> = Vec::new();
    let mut free = 0;
    for (at, request, defining) in &shown {
        let same = requests.iter().position(|r| r.is_like(request));
        match same {
            Some(index) if Some(index) == current => {
                // The template says more than an example of it.
                if *defining
                    && (!defined[index] || request.variables() > requests[index].variables())
                {
                    requests[index].path.clone_from(&request.path);
                    defined[index] = true;
                }
                requests[index].query.extend(request.query.iter().cloned());
            }
            _ if defines && !defining && (current.is_some() && !ahead(&shown, *at, request)) => {}
            _ => {
                let index = same.unwrap_or_else(|| {
                    requests.push(request.clone());
                    defined.push(*defining);
                    requests.len() - 1
                });
                starts.insert(start(page, *at, free), index);
                current = Some(index);
            }
        }
        free = at + 1;
    }
    // An example, whose template stands elsewhere: in a caption, in a sentence.
    let words = || page.lines.iter().flat_map(|l| l.split(' '));
    let captions = page.blocks.iter().filter_map(|b| match &b.kind {
        Kind::Table(table) => Some(table.caption.split(' ')),
        _ => None,
    });
    let templates: Vec<&str> = words()
        .chain(captions.flatten())
        .map(|w| w.trim_matches(['`', '"', '.', ',']))
        .filter(|w| w.starts_with('/') && w.contains('{'))
        .collect();
    for request in requests.iter_mut().filter(|r| r.variables() == 0) {
        let template = templates.iter().filter_map(|w| request::new(request.method, w)).find(|t| {
            t.is_like(request) && t.path.matches('/').count() == request.path.matches('/').count()
        });
        request.path = template.map_or(std::mem::take(&mut request.path), |t| t.path);
    }
    if requests.len() == 1 {
        starts.clear();
    }
    (requests, starts)
}

/// Whether a request that is only an example is one that the page defines further on.
fn ahead(shown: &[(usize, Request, bool)], at: usize, example: &Request) -> bool {
    shown
        .iter()
        .any(|(other, request, defines)| *other > at && *defines && request.is_like(example))
}

/// Where what belongs to a request begins: at the highest heading above it that is no section and no field, the last of them.
fn start(page: &Page, at: usize, free: usize) -> usize {
    let level = |at: &usize| match &page.blocks[*at].kind {
        Kind::Heading { level, text } if *level > 0 => {
            let field = || field::head(text).is_some_and(|head| is_whole(&head));
            (section::of(text).is_none() && !field()).then_some(*level)
        }
        _ => None,
    };
    let headings = (free..=at).rev().filter_map(|i| Some((level(&i)?, i)));
    headings.min_by_key(|(level, _)| *level).map_or(at, |(_, i)| i)
}

/// Whether a line is a field's name and its type and nothing else, as a heading may be.
fn is_whole(head: &Head) -> bool {
    let small = head.field.name.starts_with(char::is_lowercase);
    !head.field.r#type.is_empty() && head.rest.is_empty() && (small || head.marked)
}

/// The lines of running text from a block on.
fn texts(page: &Page, at: usize, count: usize) -> Vec<&str> {
    page.blocks[at..].iter().take(count).map_while(|b| text_of(&b.kind)).collect()
}

fn text_of(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Line(text) | Kind::Item(text) | Kind::Heading { text, .. } => Some(text),
        _ => None,
    }
}

impl Reading {
    /// How many lines were understood, and how many there are.
    pub fn understood(&self) -> (usize, usize) {
        let all: usize = self.lines.iter().map(|(_, count, _)| count).sum();
        let lost: usize = self.lines.iter().map(|(.., lost)| lost.len()).sum();
        (all - lost, all)
    }
}

impl Walk<'_> {
    /// Takes a block, and those that belong to it; where to go on.
    fn block(&mut self, at: usize, sample: Option<Sample>) -> usize {
        let block = &self.page.blocks[at];
        match &block.kind {
            // The request in its labels.
            Kind::Table(_) if self.shown.contains_key(&at) => self.mark(block),
            Kind::Table(table) => self.table(table, block),
            Kind::Code { language, text } => self.code(language, text, sample, at),
            Kind::Field(field) => {
                self.mark(block);
                let section = match field.location {
                    Some(Location::Path) => Some(Section::Path),
                    Some(Location::Query) => Some(Section::Query),
                    Some(Location::Header) => Some(Section::Header),
                    Some(Location::Body) => Some(Section::Body),
                    None => self
                        .section
                        .filter(|s| matches!(s, Section::Error | Section::Body))
                        .or(Some(Section::Response)),
                };
                if section != self.section {
                    self.leave(section, self.level);
                }
                self.add((**field).clone(), block.line, Source::List);
            }
            Kind::Line(text) if text.is_empty() => {
                self.mark(block);
                if let Some(field) = self.field() {
                    field.gap();
                }
            }
            _ => return self.text(at),
        }
        at + 1
    }

    fn mark(&mut self, block: &Block) {
        self.understood[block.line..block.line + block.count].fill(true);
    }

    /// Ends the section and begins another, or none.
    fn leave(&mut self, section: Option<Section>, level: u8) {
        self.section = section;
        self.level = level;
        self.open = false;
        self.brackets = 0;
        self.status = None;
        self.code = None;
    }

    /// The field that is being described.
    fn open_field(&self) -> Option<&Field> {
        let field = self.groups.last().filter(|_| self.open)?.fields.last();
        field.map(|(field, _)| field)
    }

    /// The same, to add to it.
    fn field(&mut self) -> Option<&mut Field> {
        if !self.open {
            return None;
        }
        self.groups.last_mut()?.fields.last_mut().map(|(field, _)| field)
    }

    /// Adds a field to the list that is open, or begins one.
    fn add(&mut self, field: Field, line: usize, source: Source) {
        // The label of a list's items may repeat its name.
        let repeats = |list: &mut Field| {
            list.name == field.name
                && field.r#type == "object"
                && matches!(types::meaning(&list.r#type), Meaning::Array(_))
        };
        if self.field().is_some_and(repeats) {
            return;
        }
        if !self.open {
            if self.groups.len() >= MAX_GROUPS {
                return;
            }
            let heading = self.take_heading();
            self.groups.push(Group {
                operation: self.operation,
                section: self.section,
                heading,
                source,
                title: String::new(),
                fields: Vec::new(),
                unreadable: Vec::new(),
            });
            self.open = true;
        }
        if let Some(group) = self.groups.last_mut() {
            group.fields.push((field, line));
        }
    }

    /// What the heading of the section says of each field: "Optional request parameters".
    fn by_heading(&self, field: Field) -> Field {
        let lower = self.part.to_lowercase();
        let says = match (lower.contains("optional"), lower.contains("required")) {
            (true, false) => Some(false),
            (false, true) => Some(true),
            _ => None,
        };
        Field { required: field.required.or(says.filter(|_| self.section.is_some())), ..field }
    }

    /// The line above, which names the table or the list that begins.
    fn take_heading(&mut self) -> String {
        if let Some(line) = self.heading_line.take() {
            self.understood[line] = true;
        }
        std::mem::take(&mut self.heading)
    }

    /// Takes a heading, an item or a line of running text.
    fn text(&mut self, at: usize) -> usize {
        let block = &self.page.blocks[at];
        let text = text_of(&block.kind).unwrap_or_default();
        let level = match block.kind {
            Kind::Heading { level, .. } => Some(level),
            _ => None,
        };
        let lines = texts(self.page, at, 40);
        if let Some(shown) = self.shown.get(&at).filter(|s| s.count > 1 || !text.contains(". ")) {
            let request::Shown { request, count, .. } = shown.clone();
            self.page.blocks[at..at + count].iter().for_each(|b| self.mark(b));
            self.open = false;
            self.sent(&request, block.line);
            return at + count;
        }
        if matches!(text, "Array [" | "Array [\u{200b}" | "[" | "]") {
            self.mark(block);
            self.brackets =
                if text == "]" { self.brackets.saturating_sub(1) } else { self.brackets + 1 };
            return at + 1;
        }
        let entry = self.entry(at, &lines);
        let heading = section::of(text);
        let marked = entry.as_ref().is_some_and(|(field, _)| field.required == Some(true));
        // No heading has the type of a value below it.
        let scalar = entry.as_ref().is_some_and(|(field, count)| {
            *count > 1
                && !matches!(types::meaning(&field.r#type), Meaning::Object | Meaning::Array(_))
        });
        self.marked_level = level.filter(|l| *l > 0).unwrap_or(self.marked_level);
        let names = lines
            .get(1)
            .is_some_and(|next| !types::lengths(next).is_empty() && !next.contains(' '));
        let is_title = level.is_some_and(|l| l > 0);
        if entry.is_none() && !names && !is_title && self.field().is_some_and(|f| f.goes_on(text)) {
            self.mark(block);
            return at + 1;
        }
        if let Some(heading) = heading
            && !scalar
            && (entry.is_none()
                || (!text.trim_start_matches(['`', '*']).starts_with(char::is_lowercase)
                    && !marked))
        {
            self.mark(block);
            self.set(heading, level.unwrap_or(0), text, at);
            return at + 1;
        }
        if let Some((field, count)) = entry {
            self.page.blocks[at..at + count].iter().for_each(|b| self.mark(b));
            self.add(field, block.line, Source::List);
            return at + count;
        }
        let lists = self.open && field::announces_values(text);
        if let Some(level) = level.filter(|_| !lists) {
            self.mark(block);
            self.unknown_heading(text, level);
        } else if self.open {
            let item = matches!(block.kind, Kind::Item(_));
            let closed = text.to_lowercase().ends_with("child attributes");
            let bulleted = if item { format!("• {text}") } else { String::new() };
            let (mut lost, mut said) = (false, false);
            if let Some(field) = self.field() {
                field.closed |= closed;
                lost = field.glued && field::enum_values(text).1.len() == 1;
                let before = field.clone();
                table::more(if item { &bulleted } else { text }, field);
                // A value's own description.
                let listing = matches!(before.list, field::List::Begun | field::List::Signed);
                if listing && block.depth > before.depth + 1 {
                    field.list = before.list;
                }
                said = Field { notes: before.notes.clone(), list: before.list, ..field.clone() }
                    != before;
            }
            let odd = lost || (self.is_odd(text) && !item && !said);
            self.understood[block.line..block.line + block.count].fill(!odd);
        } else {
            let odd = self.is_odd(text);
            self.understood[block.line..block.line + block.count].fill(!odd);
            self.response_headers(text, block.line);
        }
        if !types::is_type(text) {
            text.clone_into(&mut self.heading);
            self.heading_line = Some(block.line);
        }
        at + 1
    }

    /// Takes the headers of the response that a sentence tells of: "The header `X-Next` contains the next page."
    fn response_headers(&mut self, text: &str, line: usize) {
        let lower = text.to_lowercase();
        if !lower.contains("header")
            || !["contains", "indicates", "returned", "response", "includes", "tells", "holds"]
                .iter()
                .any(|word| lower.contains(word))
        {
            return;
        }
        let names = text
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|n| is_name(n) && n.starts_with(char::is_uppercase))
            .filter(|n| n.contains('-') || ["Link", "Location", "ETag"].contains(n));
        let fields: Vec<(Field, usize)> =
            names.filter_map(|n| Some((field::name(n)?, line))).collect();
        if !fields.is_empty() {
            let (operation, section) = (self.operation, Some(Section::ResponseHeader));
            self.groups.push(Group {
                operation,
                section,
                heading: String::new(),
                source: Source::List,
                title: String::new(),
                fields,
                unreadable: Vec::new(),
            });
        }
    }

    /// Takes the body that a request sends.
    fn sent(&mut self, request: &Request, line: usize) {
        let operation = self.operation;
        let sends = self.sends.entry(operation).or_default();
        sends.extend(request.form.iter().cloned());
        if let Some(sample) = request.data.as_deref().and_then(|d| sample::read(d, Place::Code)) {
            sends.insert(String::new());
            self.samples.push(Found {
                operation,
                section: Some(Section::Body),
                status: None,
                sample,
                line,
            });
        }
    }

    /// Whether a line in a section looks like a part of what is documented, and not like a sentence.
    fn is_odd(&self, text: &str) -> bool {
        if section::is_chrome(text) {
            return false;
        }
        let first =
            text.split([' ', ':', '(']).next().unwrap_or_default().trim_matches(['`', '*', '"']);
        let words = text.split_whitespace().count();
        let small = first.starts_with(char::is_lowercase);
        let technical = is_name(first)
            && (first.contains('_') || (small && first.chars().any(char::is_uppercase)));
        let ended = text.ends_with(['.', ':', '!', '?', ')', ';', ',']) || words > 6;
        let typed =
            text.split(' ').skip(1).any(|w| types::is_type(w.trim_matches(['(', ')', ','])));
        technical
            || (small && self.keys.contains(first))
            || (words <= 4 && small && !ended)
            || (typed && !ended && !["The", "A", "An"].contains(&first))
    }

    fn set(&mut self, heading: Heading, level: u8, text: &str, at: usize) {
        let text_lower = text.to_lowercase();
        let shows = level > 0 && ["example", "sample"].iter().any(|w| text_lower.contains(w));
        // What begins with a line of text ends with what it is in.
        let level = if level == 0 { self.marked_level } else { level };
        let inside = matches!(
            self.section,
            Some(Section::Response | Section::Error | Section::ResponseHeader)
        );
        let sibling = level > 0 && self.level > 0 && level <= self.level;
        text.clone_into(&mut self.heading);
        let part = match heading {
            Heading::Section(_) | Heading::Status(_) => text.to_owned(),
            Heading::Part(_) => text.to_owned(),
            Heading::Inside => self.part.clone(),
        };
        // The schema of a response stands below its status.
        let shows_part =
            ["schema", "body", "fields"].iter().any(|w| text_lower.contains(w)) || shows;
        let failed =
            self.code.is_some_and(|code| code >= 400) && self.section == Some(Section::Error);
        match heading {
            Heading::Section(Section::Response) if failed && shows_part && !sibling => {
                let code = self.code;
                self.leave(Some(Section::Error), self.level);
                self.code = code;
            }
            Heading::Section(section) => self.leave(Some(section), level),
            Heading::Status(status) => {
                let section = if status >= 400 { Section::Error } else { Section::Response };
                let bare = text.trim_matches(['-', ' ', '#', '*']).len() == 3;
                let before = (0..at)
                    .rev()
                    .find(|i| text_of(&self.page.blocks[*i].kind).is_none_or(|t| !t.is_empty()));
                match self.status {
                    // Tabs: what follows is what the first of them shows.
                    Some((last, true)) if bare && before == Some(last) => {
                        self.status = Some((at, true));
                        return;
                    }
                    // A list of statuses: whose body follows, nothing says.
                    Some((last, _)) if before == Some(last) && self.section != Some(section) => {
                        self.leave(None, level);
                        self.status = Some((at, bare));
                    }
                    _ => {
                        self.leave(
                            Some(section),
                            self.level.max(1).min(level.max(1)) * u8::from(level > 0),
                        );
                        self.status = Some((at, bare));
                        self.code = Some(status);
                    }
                }
            }
            Heading::Part(Part::Body) if inside && !sibling => {
                let error = self.section == Some(Section::Error);
                self.leave(
                    Some(if error { Section::Error } else { Section::Response }),
                    self.level,
                );
            }
            Heading::Part(_) if inside && sibling => self.leave(None, level),
            Heading::Part(Part::Body) => self.leave(Some(Section::Body), level),
            Heading::Part(Part::Headers) if inside => {
                self.leave(Some(Section::ResponseHeader), self.level)
            }
            Heading::Part(Part::Headers) => self.leave(Some(Section::Header), level),
            Heading::Inside => {
                let kept = match self.section {
                    Some(Section::Error | Section::Body) if sibling && shows => None,
                    Some(Section::ResponseHeader) => Some(Section::Response),
                    Some(Section::Response | Section::Error | Section::Body) => self.section,
                    _ => None,
                };
                self.leave(kept, self.level);
            }
        }
        self.part = part;
    }

    fn unknown_heading(&mut self, text: &str, level: u8) {
        let last = text.to_lowercase();
        if last.ends_with(" response") || last.ends_with(" responses") {
            self.leave(Some(Section::Response), level);
            text.clone_into(&mut self.part);
        } else if level > 0 && self.level > 0 && level <= self.level {
            self.leave(None, 0);
        }
        self.open = false;
        text.clone_into(&mut self.heading);
    }

    /// The field that a block names, and how many blocks describe it at once.
    fn entry(&self, at: usize, lines: &[&str]) -> Option<(Field, usize)> {
        let block = &self.page.blocks[at];
        let text = *lines.first()?;
        let (depth, item) = (block.depth + self.brackets, matches!(block.kind, Kind::Item(_)));
        let own = |mut field: Field, count: usize| {
            field.depth += depth;
            field.nesting = block.nesting;
            Some((field, count))
        };
        let tabled = || {
            let below = self.page.blocks[at + 1..].iter();
            let mut below = below.filter(|b| text_of(&b.kind).is_none_or(|t| !t.is_empty()));
            below.nth(1).is_some_and(|b| matches!(b.kind, Kind::Table(_)))
        };
        if let Some((field, count)) = self.entry_on_lines(at, lines)
            && !(matches!(block.kind, Kind::Heading { .. }) && tabled())
        {
            return own(field, count);
        }
        // Postman shows a parameter's name and its value.
        let parameters = matches!(
            self.section,
            Some(
                Section::Path
                    | Section::Query
                    | Section::Header
                    | Section::Url
                    | Section::Parameters
            )
        );
        let in_headers = self.section == Some(Section::ResponseHeader);
        let fresh = !self
            .groups
            .iter()
            .any(|g| g.operation == self.operation && g.fields.iter().any(|(f, _)| f.name == text));
        if parameters
            && fresh
            && is_name(text)
            && self.requests.iter().flat_map(Request::names).any(|n| n == text)
        {
            return own(
                field::name(text)?,
                if lines.get(1).is_some_and(|l| !l.is_empty() && !l.contains(' ')) { 2 } else { 1 },
            );
        }
        let heading = matches!(block.kind, Kind::Heading { .. });
        // Postman shows a header and its value, and says no more of it.
        let bare = text.split(": ").next().unwrap_or_default().trim_matches('`');
        if self.section == Some(Section::Header)
            && !heading
            && is_name(bare)
            && (is_request_header(bare) || bare.contains('-'))
            && bare.starts_with(char::is_uppercase)
            && bare.contains(char::is_lowercase)
        {
            let value = lines.get(1).filter(|l| !l.is_empty() && l.split(' ').count() < 3);
            let below = value.is_some() && bare.len() + 2 >= text.len();
            return own(field::name(bare)?, 1 + usize::from(below));
        }
        if let Some(field) = glued_with_suffix(text) {
            return own(field, 1);
        }
        let head = field::head(text).filter(|_| !section::is_chrome(text));
        // A heading that is a name and its type, and nothing else.
        if heading {
            return head.filter(is_whole).and_then(|head| own(head.field, 1));
        }
        if let Some(head) = &head
            && head.typed
            && field::required(&head.field.name).is_none()
        {
            let attributes = head.field.required.is_some() || head.field.location.is_some();
            let typed = !head.field.r#type.is_empty();
            let capital = text.trim_start_matches(['`', '*']).starts_with(char::is_uppercase)
                && !head.marked
                && !parameters
                && !head.field.name.contains(['-', '_', '.'])
                && (text.ends_with('.') || !TYPES_ONLY.contains(&head.field.r#type.as_str()))
                && !self.keys.contains(&head.field.name);
            let bracket = text
                .get(text.find(' ').unwrap_or(text.len())..)
                .is_some_and(|r| r.trim_start().starts_with('('));
            let fits = if parameters && bracket && attributes && !typed {
                true
            } else if item || head.marked {
                typed
                    && (head.rest.is_empty()
                        || head.marked
                        || bracket
                        || attributes
                        || head.rest.starts_with(char::is_uppercase))
            } else {
                // A sentence ends with a full stop: "The list."
                let whole = head.rest.is_empty() && !text.ends_with('.');
                typed && (whole && (!capital || attributes) || (bracket && !capital))
            };
            if fits {
                let mut field = head.field.clone();
                if !head.rest.is_empty() {
                    field::describe(&head.rest, &mut field);
                }
                return own(field, 1);
            }
        }
        // A name in backticks and a sentence: a field, where nothing else can be meant.
        if let Some(mut head) = head {
            let dashed = [" – ", " — ", " - "].iter().any(|d| {
                let rest = text.strip_prefix(head.field.name.as_str());
                rest.is_some_and(|rest| rest.starts_with(d))
            });
            // The values of an enumeration.
            let listed = self.open_field().is_some_and(|f| {
                f.list != field::List::None && f.depth < depth && may_have_values(&f.r#type)
            });
            let explained = item
                && !listed
                && (head.marked || (dashed && (parameters || in_headers)))
                && !head.rest.is_empty()
                && (!self.open || dashed)
                && (self.keys.contains(&head.field.name) || parameters || in_headers);
            // A name in backticks and nothing else, or the term of a definition.
            let deeper =
                self.page.blocks.get(at + 1).is_some_and(|b| b.depth > block.depth && item);
            let typed = || {
                let below = self.page.blocks[at + 1..].iter();
                let filled = below.filter(|b| text_of(&b.kind).is_none_or(|t| !t.is_empty()));
                let mut inside =
                    filled.take_while(|b| b.depth > block.depth).filter_map(|b| text_of(&b.kind));
                inside.any(|t| t.starts_with("Type:"))
            };
            let alone = head.rest.is_empty()
                && !listed
                && !head.field.name.contains(':')
                && !head.typed
                && ((parameters && (head.marked && !item || deeper)) || (deeper && typed()));
            if explained || alone {
                field::describe(&head.rest, &mut head.field);
                return own(head.field, 1);
            }
        }
        self.glued(text).and_then(|field| own(field, 1))
    }

    /// A name on a line, and its type and attributes on the lines below.
    fn entry_on_lines(&self, at: usize, lines: &[&str]) -> Option<(Field, usize)> {
        let mut field = field::name(lines[0]).filter(|f| field::required(&f.name).is_none())?;
        let mut count = 1;
        // An empty line may stand below a heading.
        let is_heading = matches!(self.page.blocks[at].kind, Kind::Heading { .. });
        let skipped = usize::from(is_heading && lines.get(1).is_some_and(|l| l.is_empty()));
        let mut described = None;
        while let Some(line) = lines.get(count + skipped).filter(|l| !l.is_empty()) {
            let plain = matches!(self.page.blocks[at + count + skipped].kind, Kind::Line(_));
            let mut copy = field.clone();
            let rest = field::attributes(line, &mut copy).trim();
            // `timestamp(UTC) in seconds`, `(integer) How many there are.`
            let bracket = rest.starts_with('(') && rest.ends_with(')');
            let explained = rest.starts_with("in ") && rest.len() < 20
                || line.starts_with('(')
                || bracket
                || (rest.starts_with('.') && rest.len() < line.len());
            if !plain || !(rest.is_empty() || (explained && !copy.r#type.is_empty())) {
                break;
            }
            field = copy;
            count += 1;
            if !rest.is_empty() {
                described = Some(rest);
                break;
            }
        }
        if count > 1 {
            count += skipped;
        }
        if let Some(rest) = described {
            field::describe(rest.trim_start_matches(['.', ' ']), &mut field);
        }
        if field.r#type.is_empty() {
            // A type that is not known here is one all the same where `required` follows.
            let named =
                lines.get(1).copied().filter(|l| is_name(l) && field::required(l).is_none())?;
            if count > 1
                || lines.get(2).is_none_or(|l| *l != "required")
                || !field.name.starts_with(char::is_lowercase)
            {
                return None;
            }
            named.clone_into(&mut field.r#type);
            field.required = Some(true);
            return Some((field, 3));
        }
        // `email` and `string` on two lines are a name and its type, and two of JSON's types are not.
        let lone_type = types::is_type(lines[0])
            && !self.keys.contains(lines[0])
            && (JSON_TYPES.contains(&lines[0])
                || !lines[1..].first().is_some_and(|l| types::is_type(l)));
        (count > 1 && !lone_type).then_some((field, count))
    }

    /// `emailstringRequired`: a name that a sample has, and what has run into it.
    fn glued(&self, text: &str) -> Option<Field> {
        let end = text.find(' ').unwrap_or(text.len());
        (1..=end.min(80))
            .rev()
            .filter(|i| text.is_char_boundary(*i) && self.keys.contains(&text[..*i]))
            .find_map(|i| {
                let mut field =
                    Field { name: text[..i].to_owned(), glued: true, ..Field::default() };
                let mut rest = &text[i..];
                if let Some(behind) = rest.strip_prefix('?') {
                    (field.required, rest) = (Some(false), behind);
                }
                let lower = rest.to_lowercase();
                for (word, says) in [("required", true), ("optional", false)] {
                    if lower.ends_with(word) {
                        field.required = Some(says);
                        rest = &rest[..rest.len() - word.len()];
                    }
                }
                (types::is_type(rest.trim())).then(|| {
                    field.r#type = rest
                        .trim()
                        .replace('|', " or ")
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ");
                    field
                })
            })
    }

    fn table(&mut self, table: &crate::page::Table, block: &Block) {
        let listing = self.field().is_some_and(|f| f.list != field::List::None);
        if listing && table.header.is_empty() && table.rows.iter().all(|r| r.cells.len() <= 2) {
            let first = table.rows.iter().filter_map(|r| r.cells.first()?.first());
            let values: Vec<String> = first.filter_map(|v| field::value(v)).collect();
            if values.len() == table.rows.len()
                && let Some(field) = self.field()
            {
                field.values.extend(values);
                self.mark(block);
                return;
            }
        }
        self.open = false;
        // `Table 2. Query parameters`
        let numbered = table.caption.strip_prefix("Table ");
        let caption = numbered
            .and_then(|c| c.split_once(['.', ':']))
            .map_or(table.caption.as_str(), |(_, caption)| caption.trim());
        if let Some(heading) = section::of(caption) {
            self.set(heading, 6, caption, 0);
        } else if !table.caption.is_empty() {
            table.caption.clone_into(&mut self.heading);
        }
        let (content, lost) = table::content(table);
        self.mark(block);
        match content {
            // A list of what is described further on.
            Content::Fields { fields, .. }
                if fields.iter().all(|(f, _)| self.has_heading(&f.name)) => {}
            // Errors by their names.
            Content::Fields { fields, .. }
                if self.section == Some(Section::Error)
                    && fields.iter().all(|(f, _)| {
                        f.r#type.is_empty() && f.required.is_none() && !self.keys.contains(&f.name)
                    }) => {}
            Content::Fields { fields, title } => {
                for (row, _) in &lost {
                    if let Some(line) = table.rows.get(*row).map(|r| r.line) {
                        self.understood[line] = false;
                    }
                }
                let heading = self.take_heading();
                // The sentence above says what it is: "The response is an object with these fields:"
                let said = section::announced(&heading).filter(|_| heading.ends_with(':'));
                let said = said.filter(|_| section::of(&heading).is_none());
                if let Some(section) = said {
                    self.leave(Some(section), self.level);
                }
                if self.groups.len() < MAX_GROUPS {
                    self.groups.push(Group {
                        operation: self.operation,
                        section: self.section,
                        heading,
                        source: Source::Table,
                        title,
                        fields: fields
                            .into_iter()
                            .map(|(f, row)| (self.by_heading(f), table.rows[row].line))
                            .collect(),
                        unreadable: lost.into_iter().map(|(_, text)| text).collect(),
                    });
                }
            }
            Content::Values(values) => {
                let heading = self.take_heading();
                self.values.push((heading.to_lowercase(), values));
            }
            Content::ValuesOf(pairs) => {
                let own = self.operation;
                let groups = self.groups.iter_mut().filter(|g| g.operation == own);
                let fields: Vec<_> = groups.flat_map(|g| &mut g.fields).map(|(f, _)| f).collect();
                for field in fields {
                    let values = pairs.iter().filter(|(name, _)| *name == field.name);
                    field.values.extend(values.map(|(_, value)| value.clone()));
                }
            }
            Content::Codes => {}
            Content::Unknown => {
                // A table of a few words may be anything.
                self.understood[block.line..block.line + block.count].fill(false);
            }
        }
    }

    fn code(&mut self, language: &str, text: &str, sample: Option<Sample>, at: usize) {
        let block = &self.page.blocks[at];
        self.open = false;
        self.mark(block);
        if let Some(shown) = self.shown.get(&at).filter(|s| !s.defines).cloned() {
            self.sent(&shown.request, block.line);
        }
        if request::curl(text).is_some() {
            return;
        }
        let first = text.lines().next().unwrap_or_default();
        if request::line(first).is_some() {
            let body =
                text.split_once("\n\n").and_then(|(_, body)| sample::read(body, Place::Code));
            if let Some(sample) = body {
                self.sends.entry(self.operation).or_default().insert(String::new());
                self.samples.push(Found {
                    operation: self.operation,
                    section: Some(Section::Body),
                    status: None,
                    sample,
                    line: block.line,
                });
            }
            return;
        }
        let status = match section::of(first) {
            Some(Heading::Status(status)) => Some(status),
            _ => self.tabs.get(&at).copied(),
        };
        let Some(sample) = sample else {
            let shown = text.trim_start();
            if language == "json" || language == "xml" || shown.starts_with("{\n") {
                self.understood[block.line..block.line + block.count].fill(false);
                self.reading.questions.push(format!(
                    "line {}: a sample that cannot be read: {}",
                    block.line + 1,
                    excerpt(shown)
                ));
            }
            return;
        };
        // What is left behind the sample was not read.
        let read = text.get(..sample.length).map_or(0, |t| t.lines().count());
        if status.is_none() && !sample.repairs.contains("line numbers") {
            for (index, line) in text.lines().enumerate().skip(read) {
                if !line.trim().is_empty() && index < block.count && !self.is_comment(line) {
                    self.understood[block.line + index] = false;
                }
            }
        }
        let section = match status {
            Some(status) => Some(if status >= 400 { Section::Error } else { Section::Response }),
            None => self.announced(block),
        };
        self.samples.push(Found {
            operation: self.operation,
            section,
            status: status.or(self.code),
            sample,
            line: block.line,
        });
    }

    fn has_heading(&self, wanted: &str) -> bool {
        self.page.blocks.iter().any(
            |b| matches!(&b.kind, Kind::Heading { text, .. } if text.eq_ignore_ascii_case(wanted)),
        )
    }

    fn is_comment(&self, line: &str) -> bool {
        line.trim_start().starts_with(['#', '/', '.', '…'])
    }

    /// What a sample is: what the sentence above it says, or the section.
    fn announced(&self, block: &Block) -> Option<Section> {
        let above = (0..block.line).rev().find(|l| !self.page.lines[*l].is_empty());
        let text = above
            .filter(|l| block.line - l <= 2)
            .map(|l| self.page.lines[l].trim_start_matches(['>', ' ']));
        let says = text.and_then(|text| {
            let heading = text.ends_with([':', ',']) || self.section.is_none();
            section::announced(text).filter(|_| heading && section::of(text).is_none())
        });
        says.or(match self.section {
            Some(Section::ResponseHeader) => Some(Section::Response),
            Some(Section::Parameters) => {
                let sent = self.requests.get(self.operation).is_some_and(Request::has_body);
                let lone = ["request", "input"]
                    .contains(&self.part.trim_matches(['*', ':', ' ']).to_lowercase().as_str());
                (sent && lone).then_some(Section::Body)
            }
            Some(Section::Path | Section::Query | Section::Header | Section::Url) => None,
            section => section,
        })
    }
}

/// Whether a field holds objects in a list, or is inside of one.
fn is_list_of_objects(field: &Field) -> bool {
    let objects = Meaning::Array(Some(Box::new(Meaning::Object)));
    field.name.contains("[].") || types::meaning(&field.r#type) == objects
}

/// How many fields of a group the samples of a body have.
fn shares(group: &Group, samples: &[Found], section: Section) -> usize {
    let shapes = samples.iter().filter(|s| s.section == Some(section));
    let keys: BTreeSet<String> = shapes.flat_map(|s| place::names(&s.sample.shape(None))).collect();
    group.fields.iter().filter(|(f, _)| keys.contains(place::last(&f.name))).count()
}

/// Whether other fields may be inside of this one.
fn nests(field: &Field) -> bool {
    match types::meaning(&field.r#type) {
        Meaning::Object => true,
        Meaning::Array(items) => items.is_none_or(|i| matches!(*i, Meaning::Object)),
        _ => false,
    }
}

/// Takes the depth of fields from the elements around them, where no list shows it: what follows an object deeper is inside of it.
fn nest(group: &mut Group) {
    let same = |(f, _): &(Field, usize)| f.nesting > 0 && f.depth == group.fields[0].0.depth;
    if !group.fields.iter().all(same) {
        return;
    }
    let mut open: Vec<usize> = Vec::new();
    for (field, _) in &mut group.fields {
        open.retain(|nesting| *nesting < field.nesting);
        field.depth += open.len();
        open.extend(nests(field).then_some(field.nesting));
    }
}

/// The prefixes of the bodies in an inventory.
const BODIES: [(Section, &str); 3] =
    [(Section::Response, ""), (Section::Error, "error:"), (Section::Body, "body:")];

impl Walk<'_> {
    fn finish(mut self, requests: &[Request], asked: &Asked) -> Reading {
        self.optional();
        for found in &self.samples {
            for repair in &found.sample.repairs {
                self.reading
                    .notes
                    .push(format!("line {}: a sample was repaired: {repair}", found.line + 1));
            }
        }
        let count = requests.len().max(1);
        for index in 0..count {
            let shown = requests.get(index).cloned();
            let request = match (&shown, &asked.request) {
                // The path of the specification is the whole one.
                (None, Some(asked)) => Some(asked.clone()),
                _ => shown.clone(),
            };
            let known = match (&request, &asked.request) {
                (Some(request), Some(wanted)) if !wanted.is_like(request) => &Facts::default(),
                _ => &asked.known,
            };
            let operation = self.operation(index, request.as_ref(), asked, known);
            let mut operation = Operation { request: shown, ..operation };
            operation.facts.request = operation.request.as_ref().map(Request::to_string);
            self.reading.operations.push(operation);
        }
        self.count();
        self.reading.notes.extend(self.page.notes.iter().cloned());
        self.reading
    }

    /// A list that calls some of its fields required says of the others that they are optional.
    fn optional(&mut self) {
        let response = |g: &Group| matches!(g.section, Some(Section::Response | Section::Error));
        let lists = || self.groups.iter().filter(|g| g.source == Source::List);
        let marks = |g: &Group| g.fields.iter().any(|(f, _)| f.required == Some(true));
        let any = lists().any(marks);
        let in_response = lists().filter(|g| response(g)).any(marks);
        for group in self
            .groups
            .iter_mut()
            .filter(|g| g.source == Source::List && g.section != Some(Section::ResponseHeader))
        {
            let says = if response(group) { in_response } else { any };
            group
                .fields
                .iter_mut()
                .for_each(|(f, _)| f.required = f.required.or(says.then_some(false)));
        }
    }

    /// The facts of one operation.
    fn operation(
        &mut self,
        index: usize,
        request: Option<&Request>,
        asked: &Asked,
        known: &Facts,
    ) -> Operation {
        let mut groups: Vec<Group> = self.groups.extract_if(.., |g| g.operation == index).collect();
        let mut samples: Vec<Found> =
            self.samples.extract_if(.., |s| s.operation == index).collect();
        for (name, values) in &self.values {
            let fields = groups.iter_mut().flat_map(|g| &mut g.fields);
            for (field, _) in fields.filter(|(f, _)| {
                let named =
                    f.notes.to_lowercase().contains(name) || f.r#type.to_lowercase() == *name;
                !name.is_empty() && named
            }) {
                field.values.extend(values.iter().cloned());
            }
        }
        for sample in samples.iter_mut().filter(|s| s.section.is_none()) {
            sample.section =
                asked.section.or_else(|| self.section_of_sample(sample, &groups, request));
        }
        let mut operation = Operation::default();
        let mut split: Vec<Group> = Vec::new();
        for mut group in std::mem::take(&mut groups) {
            nest(&mut group);
            if group.section.is_none() {
                group.section = self.section_of_group(&group, &split, &samples, request, asked);
                // A type that fields of several bodies have.
                let names = |g: &&Group| {
                    g.section != group.section
                        && g.fields.iter().any(|(f, _)| place::names_heading(f, &group.heading))
                };
                let others: BTreeSet<_> = split.iter().filter(names).map(|g| g.section).collect();
                split.extend(others.into_iter().map(|section| Group { section, ..group.clone() }));
            }
            // What stands below an error and describes the response all the same.
            if group.section == Some(Section::Error)
                && shares(&group, &samples, Section::Error) == 0
                && shares(&group, &samples, Section::Response) * 2 > group.fields.len()
            {
                group.section = Some(Section::Response);
            }
            match group.section {
                None => self.lost(&group),
                Some(Section::Response | Section::Error | Section::Body) => split.push(group),
                Some(section) => {
                    self.parameters(section, group, request, &mut split, &mut operation)
                }
            }
        }
        for sample in samples.iter().filter(|s| s.section.is_none()) {
            let question = "nothing says whether this sample is a request or a response; name it with --section response, body or error";
            self.ask(sample.line, question.to_owned());
        }
        self.strangers(&mut samples, &split);
        for (section, prefix) in BODIES {
            let own: Vec<&Found> = samples.iter().filter(|s| s.section == Some(section)).collect();
            let guide = bodies(&own, prefix, &mut operation);
            let shown = own.iter().filter_map(|f| {
                let status = f.status.filter(|s| (*s >= 400) == (section == Section::Error));
                Shown::new(section, status.filter(|_| section != Section::Body), &f.sample)
            });
            operation.samples.extend(shown);
            if guide.is_none() {
                split
                    .iter_mut()
                    .filter(|g| g.section == Some(section))
                    .for_each(|g| self.doubtful(g, known));
            }
            for group in split.iter().filter(|g| g.section == Some(section)) {
                self.compare(group, &split, &samples, known);
            }
            let tables: Vec<&Group> = split.iter().filter(|g| g.section == Some(section)).collect();
            place::tables(&tables, prefix, guide.as_ref(), known, &mut operation);
            for group in &tables {
                operation
                    .facts
                    .unreadable
                    .extend(group.unreadable.iter().map(|text| (text.clone(), group.source)));
            }
        }
        operation
    }

    /// Asks about a group of fields that contradicts itself, or that has nothing in common with the sample of the body.
    fn compare(&mut self, group: &Group, all: &[Group], samples: &[Found], known: &Facts) {
        let Some((first, line)) = group.fields.first() else { return };
        let top: Vec<&(Field, usize)> =
            group.fields.iter().filter(|(f, _)| f.depth == first.depth).collect();
        let mut names = BTreeSet::new();
        if let Some((twice, line)) = top.iter().find(|(f, _)| !names.insert(&f.name))
            && !known.fields.keys().any(|path| place::last(path) == twice.name)
            && !top.iter().any(|(f, _)| nests(f))
        {
            let question = format!(
                "{} is described twice in one table; say which of them is meant by giving the page as HTML",
                twice.name
            );
            self.ask(*line, question);
        }
        let shown = samples.iter().filter(|s| s.section == group.section);
        let keys: BTreeSet<String> =
            shown.flat_map(|s| place::names(&s.sample.shape(None))).collect();
        let foreign =
            |f: &Field| f.name.split('.').all(|n| !keys.contains(n.trim_end_matches("[]")));
        let recorded =
            |f: &Field| known.fields.keys().any(|p| place::last(p) == place::last(&f.name));
        let names =
            |g: &Group| g.fields.iter().any(|(f, _)| place::names_heading(f, &group.heading));
        if group.fields.iter().all(|(f, _)| recorded(f)) || all.iter().any(names) {
            return;
        }
        if keys.len() > 1 && group.fields.len() > 1 && group.fields.iter().all(|(f, _)| foreign(f))
        {
            let question = format!(
                "{} and {} more are not in the sample; name the part of the page that they are in",
                first.name,
                group.fields.len() - 1
            );
            self.ask(*line, question);
        }
    }

    /// Takes out the samples of responses that have nothing in common with what else the page says of the response: they may be
    /// anything.
    fn strangers(&mut self, samples: &mut Vec<Found>, groups: &[Group]) {
        let names = |found: &Found| -> BTreeSet<String> {
            let shape = found.sample.shape(None);
            shape.object().unwrap_or_default().iter().map(|(name, _)| name.clone()).collect()
        };
        let is_response = |s: &Found| s.section == Some(Section::Response);
        let tables = groups.iter().filter(|g| g.section == Some(Section::Response));
        let mut known: BTreeSet<String> = tables
            .flat_map(|g| &g.fields)
            .flat_map(|(f, _)| f.name.split('.'))
            .map(|name| name.trim_end_matches("[]").to_owned())
            .collect();
        let all = |s: &Found| place::names(&s.sample.shape(None)).into_iter();
        let fits = |s: &Found, known: &BTreeSet<String>| all(s).any(|n| known.contains(&n));
        if !samples.iter().any(|s| is_response(s) && fits(s, &known)) {
            known.extend(samples.iter().find(|s| is_response(s)).into_iter().flat_map(all));
        }
        let first = samples.iter().find(|s| is_response(s)).and_then(|s| s.status);
        samples.retain(|sample| {
            let stranger = is_response(sample)
                && sample.status == first
                && !names(sample).is_empty()
                && !fits(sample, &known);
            if stranger {
                let question = "this sample has no field of the other responses; name the part of the page that it is in, or give the page without it";
                self.ask(sample.line, question.to_owned());
            }
            !stranger
        });
    }

    /// What a sample is that stands below no heading: on the page of a request without a body it is the response.
    fn section_of_sample(
        &self,
        found: &Found,
        groups: &[Group],
        request: Option<&Request>,
    ) -> Option<Section> {
        let names: BTreeSet<String> = place::names(&found.sample.shape(None)).into_iter().collect();
        let share = |section| {
            let fields: Vec<&str> = groups
                .iter()
                .filter(|g| {
                    let sent = request.is_some_and(Request::has_body);
                    let own = match g.section {
                        Some(Section::Parameters) if sent => Some(Section::Body),
                        own => own,
                    };
                    own == Some(section)
                })
                .flat_map(|g| &g.fields)
                .map(|(f, _)| place::last(&f.name))
                .collect();
            fields.iter().filter(|n| names.contains(**n)).count()
        };
        let (response, body, error) =
            (share(Section::Response), share(Section::Body), share(Section::Error));
        let doubtful = self.status.is_some() && self.section.is_none();
        let shape = found.sample.shape(None);
        let mut top = shape.object().unwrap_or_default().iter().map(|(name, _)| name.as_str());
        let is_error = ["error", "errors"].iter().any(|e| top.clone().any(|name| name == *e));
        let rest = ["error", "errors", "message", "code", "status", "success", "detail", "type"];
        if is_error && top.all(|name| rest.contains(&name)) {
            return Some(Section::Error);
        }
        match request {
            Some(request) if !request.has_body() && !doubtful && error <= response => {
                Some(Section::Response)
            }
            _ if response > body + error => Some(Section::Response),
            _ if body > response + error => Some(Section::Body),
            // The command above it sends a body of its own.
            _ if self.sends.get(&found.operation).is_some_and(|s| !s.is_empty())
                && !doubtful
                && body == response =>
            {
                Some(Section::Response)
            }
            _ => None,
        }
    }

    /// What a table or a list is about that stands below no heading: what names it, what its fields are in.
    fn section_of_group(
        &self,
        group: &Group,
        before: &[Group],
        samples: &[Found],
        request: Option<&Request>,
        asked: &Asked,
    ) -> Option<Section> {
        if asked.section.is_some() {
            return asked.section;
        }
        let named = before
            .iter()
            .find(|g| g.fields.iter().any(|(f, _)| place::names_heading(f, &group.heading)));
        if let Some(named) = named {
            return named.section;
        }
        let names: Vec<&str> = group.fields.iter().map(|(f, _)| place::last(&f.name)).collect();
        if names.iter().all(|n| is_request_header(n)) {
            return Some(Section::Header);
        }
        if group.fields.iter().all(|(f, _)| f.location.is_some()) {
            return Some(Section::Parameters);
        }
        let response = shares(group, samples, Section::Response);
        let body = shares(group, samples, Section::Body);
        if response + body == 0 && group.heading.to_lowercase().contains("error") {
            return Some(Section::Error);
        }
        if let Some(said) =
            section::announced(&group.heading).filter(|_| group.heading.ends_with(':'))
        {
            return Some(said);
        }
        // A parameter of the path, and whether each field is required.
        let sent = |(f, _): &&(Field, usize)| {
            f.required == Some(true) && request.is_some_and(|r| r.has_in_path(&f.name))
        };
        if group.fields.iter().any(|f| sent(&f)) && response < names.len() {
            return Some(Section::Parameters);
        }
        // An object by itself, beside the parameters of the same operation.
        let heading = group.heading.to_lowercase();
        let is_object = ["represents", "object", "returned"].iter().any(|w| heading.contains(w));
        let sends = |g: &Group| {
            !matches!(g.section, None | Some(Section::Response | Section::Error))
                && g.operation == group.operation
        };
        if is_object && response + body == 0 && before.iter().any(sends) {
            return Some(Section::Response);
        }
        let in_request = |n: &&&str| {
            request.is_some_and(|r| r.has_in_path(n) || r.query.iter().any(|q| q == **n))
        };
        let parameters = names.iter().filter(in_request).count();
        let title = group.title.to_lowercase();
        if title.starts_with("param")
            || title.starts_with("argument")
            || (parameters == names.len() && parameters >= response)
        {
            return (request.is_some() && (parameters > 0 || response == 0))
                .then_some(Section::Parameters);
        }
        match (response * 2 > names.len(), body * 2 > names.len()) {
            (true, false) => Some(Section::Response),
            (true, true) if response == names.len() && body < response => Some(Section::Response),
            (false, true) => Some(Section::Body),
            _ => None,
        }
    }

    /// Takes the fields out of a list of which nothing says whether they are inside of the object above them.
    fn doubtful(&mut self, group: &mut Group, known: &Facts) {
        if group.fields.iter().all(|(f, _)| f.nesting > 0) {
            return;
        }
        let shown = group.source != Source::List
            || group
                .fields
                .iter()
                .any(|(f, _)| f.depth != group.fields[0].0.depth || f.name.contains('.'));
        let Some(object) =
            group.fields.iter().position(|(f, _)| nests(f) && !f.closed).filter(|_| !shown)
        else {
            return;
        };
        let below: Vec<&(Field, usize)> = group.fields[object + 1..].iter().collect();
        let inside = format!("{}.", group.fields[object].0.name.trim_end_matches("[]"));
        let told = |f: &Field| {
            f.name.replace("[]", "").starts_with(&inside)
                || known.fields.keys().any(|path| place::last(path) == place::last(&f.name))
        };
        let Some((first, line)) = below.first().filter(|_| !below.iter().all(|(f, _)| told(f)))
        else {
            return;
        };
        self.reading.questions.push(format!(
            "line {}: nothing shows whether {} and {} more are inside of {}; give the page as HTML, or one with a sample",
            line + 1,
            first.name,
            below.len() - 1,
            group.fields[object].0.name
        ));
        for (_, line) in group.fields.drain(object + 1..) {
            self.understood[line] = false;
        }
    }

    /// Asks what a line is, which is not recorded.
    fn ask(&mut self, line: usize, question: String) {
        self.understood[line] = false;
        self.reading.questions.push(format!("line {}: {question}", line + 1));
    }

    /// Notes that a group was not recorded.
    fn lost(&mut self, group: &Group) {
        for (_, line) in &group.fields {
            self.understood[*line] = false;
        }
        let Some((first, line)) = group.fields.first() else {
            return;
        };
        self.reading.questions.push(format!(
            "line {}: nothing says whether {} and {} more are fields of a request or of a response; name them with --section parameters, body, response or error",
            line + 1,
            first.name,
            group.fields.len() - 1
        ));
    }

    /// Adds the parameters of a group; those of the body become a group of their own.
    fn parameters(
        &mut self,
        section: Section,
        group: Group,
        request: Option<&Request>,
        bodies: &mut Vec<Group>,
        operation: &mut Operation,
    ) {
        let mut body = Group {
            section: Some(Section::Body),
            fields: Vec::new(),
            unreadable: Vec::new(),
            heading: group.heading.clone(),
            title: String::new(),
            ..group
        };
        for (mut field, line) in group.fields {
            // The page may write its name in another case than its request.
            let queried = request.into_iter().flat_map(|r| &r.query);
            let mut same = queried.filter(|q| q.eq_ignore_ascii_case(&field.name));
            if let (Some(name), Section::Query | Section::Url | Section::Parameters) =
                (same.next(), section)
            {
                name.clone_into(&mut field.name);
            }
            let in_path = request.is_some_and(|r| r.has_in_path(&field.name));
            let in_query = request.is_some_and(|r| r.query.contains(&field.name));
            let place = match (field.location, section) {
                _ if in_path
                    && section != Section::ResponseHeader
                    && section != Section::Header
                    && field.location != Some(Location::Header) =>
                {
                    Some("path")
                }
                (Some(Location::Path), _) => Some("path").filter(|_| request.is_none()),
                (Some(Location::Query), _) => Some("query"),
                (Some(Location::Header), _) => Some("header"),
                (Some(Location::Body), _) => Some("body"),
                (None, Section::Header) => Some("header"),
                (_, Section::ResponseHeader) => Some("response-header"),
                (None, _) if is_request_header(&field.name) => Some("header"),
                (None, Section::Path) => Some("path").filter(|_| {
                    request.is_none_or(|r| {
                        !r.path.contains('{') && !r.path.chars().any(|c| c.is_ascii_uppercase())
                    })
                }),
                (None, Section::Query) => Some("query"),
                (None, Section::Url) => Some("query").filter(|_| request.is_some()),
                (None, _) if in_query => Some("query"),
                (None, _) => match request {
                    Some(r) if r.has_body() => Some("body"),
                    Some(_) => Some("query"),
                    None => None,
                },
            };
            match place {
                Some("body") => body.fields.push((field, line)),
                Some("query") if is_list_of_objects(&field) => self.ask(
                    line,
                    format!(
                        "{} stands among the parameters of the query, and no query holds objects",
                        field.name
                    ),
                ),
                Some(place) => {
                    if in_path && field.location == Some(Location::Query) {
                        self.reading.notes.push(format!(
                            "line {}: the page calls {} a query parameter, and its path has it",
                            line + 1,
                            field.name
                        ));
                    }
                    place::add(&field, &format!("{place}:{}", field.name), group.source, operation);
                }
                None => self.ask(
                    line,
                    format!(
                        "{} is called a parameter, and no request on the page has it",
                        field.name
                    ),
                ),
            }
        }
        operation
            .facts
            .unreadable
            .extend(group.unreadable.into_iter().map(|text| (text, group.source)));
        if !body.fields.is_empty() {
            bodies.push(body);
        }
    }

    /// Counts the lines of each section that were understood.
    fn count(&mut self) {
        for (line, text) in self.page.lines.iter().enumerate() {
            let Some(part) = self.parts[line].clone().filter(|_| !text.is_empty()) else {
                continue;
            };
            let entry = match self.reading.lines.iter_mut().find(|(name, ..)| *name == part) {
                Some(entry) => entry,
                None => {
                    self.reading.lines.push((part, 0, Vec::new()));
                    let last = self.reading.lines.len() - 1;
                    &mut self.reading.lines[last]
                }
            };
            entry.1 += 1;
            if !self.understood[line] {
                entry.2.push(line);
            }
        }
    }
}

/// Whether an object of a body is the one that another sample shows by itself: with none of its fields beside it, and most in it.
fn holds(whole: &Shape, part: &Shape) -> bool {
    let names = |shape: &Shape| -> BTreeSet<String> {
        shape.object().unwrap_or_default().iter().map(|(name, _)| name.clone()).collect()
    };
    let wanted = names(part);
    let own = names(whole);
    let members = whole.object().unwrap_or_default();
    own.is_disjoint(&wanted)
        && members.iter().any(|(_, member)| {
            let found = names(member);
            found.len() > 1 && found.intersection(&wanted).count() * 3 >= found.len() * 2
        })
}

/// Adds the samples of one body, and gives back their types.
fn bodies(samples: &[&Found], prefix: &str, operation: &mut Operation) -> Option<Shape> {
    let mut guide: Option<Shape> = None;
    let is_json = |found: &&&Found| matches!(found.sample.body, sample::Body::Json(_));
    let shapes: Vec<Shape> = samples.iter().map(|f| f.sample.shape(None)).collect();
    for (found, shape) in samples.iter().zip(&shapes).filter(|(f, _)| is_json(f)) {
        // An object by itself, which another sample shows in its place.
        let mut wholes = samples.iter().zip(&shapes).filter(|(f, _)| is_json(f));
        if wholes.any(|(_, whole)| !std::ptr::eq(whole, shape) && holds(whole, shape)) {
            continue;
        }
        guide.get_or_insert_default().merge(shape.clone());
        operation
            .facts
            .unreadable
            .extend(found.sample.unreadable.iter().map(|l| (excerpt(l), Source::Sample)));
    }
    if let Some(shape) = &guide {
        place::sample(shape, prefix, Source::Sample, operation);
    }
    for found in samples.iter().filter(|f| !is_json(f)) {
        let shape = found.sample.shape(guide.as_ref());
        place::sample(&shape, prefix, Source::XmlSample, operation);
        operation
            .facts
            .unreadable
            .extend(found.sample.unreadable.iter().map(|l| (excerpt(l), Source::XmlSample)));
        guide = guide.or(Some(shape));
    }
    guide
}

/// `boatIdstring · uuidRequired`: where the last cell shows that cells have run together.
fn glued_with_suffix(text: &str) -> Option<Field> {
    let (rest, says) = [("Required", true), ("Optional", false)]
        .iter()
        .find_map(|(word, says)| Some((text.strip_suffix(word)?, *says)))?;
    let end = rest.find(' ').unwrap_or(rest.len());
    (1..end.min(80)).filter(|i| rest.is_char_boundary(*i) && is_name(&rest[..*i])).find_map(|i| {
        let mut field = Field {
            name: rest[..i].to_owned(),
            required: Some(says),
            glued: true,
            ..Field::default()
        };
        let left = field::attributes(&rest[i..], &mut field);
        (left.trim().is_empty() && !field.r#type.is_empty()).then_some(field)
    })
}

/// Headers that requests have, whatever the API.
fn is_request_header(name: &str) -> bool {
    let lower = name.to_lowercase();
    [
        "authorization", "content-type", "accept", "accept-language", "user-agent",
        "idempotency-key", "host", "if-none-match",
    ]
    .contains(&lower.as_str())
        || lower.starts_with("x-")
}
