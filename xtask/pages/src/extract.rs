//! From the blocks of a page to its operations and their facts, with how much of the page was understood.

mod decide;
mod entry;
mod requests;
mod walk;

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
    /// How many lines it has in sections about the API.
    pub lines: usize,
    /// Those of them that were not understood, by their indices.
    pub lost: Vec<usize>,
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
    /// The heading of the section.
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
    /// Whether each line is in a section.
    inside: Vec<bool>,
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
    let shown = requests::shown(page);
    let (requests, starts) = requests::operations(page, &shown);
    let tabs = requests::tabs(page, &samples);
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
        inside: vec![false; page.lines.len()],
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
            walk.inside[block.line..block.line + block.count].fill(walk.section.is_some());
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
    // A whole response: its body follows the headers.
    if matches!(section::of(text.lines().next()?.trim()), Some(Heading::Status(_))) {
        let mut lines = text.match_indices('\n').map(|(end, _)| text[end + 1..].trim_start());
        text = lines.find(|rest| rest.starts_with(['{', '[', '<'])).unwrap_or_default();
    }
    let mut sample = sample::read(text, Place::Code)?;
    if bare.is_some() {
        sample.repairs.insert("line numbers");
    }
    Some(sample)
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
        (self.lines - self.lost.len(), self.lines)
    }
}
