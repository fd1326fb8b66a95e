//! `cargo xtask docs`: what a page says, and how that differs from what was recorded of it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::extract::{self, Asked, Reading};
use crate::fetch::{Fetcher, Limits, Outcome};
use crate::lines::{self, Lines};
use crate::page::{Page, excerpt};
use crate::provider::{self, Provider, Version};
use crate::section::Section;
use xtask::spec::Operation;
use xtask::spec::inventory::{self, Change, Facts};

/// What to read, and what to do with it.
#[derive(Debug, Default)]
pub struct Options {
    /// The folder with the specifications.
    pub specs: PathBuf,
    /// What parts of the page are about that stand below no heading that says so.
    pub section: Option<Section>,
    /// Whether and how what was read is recorded.
    pub accept: Accept,
}

/// Whether what was read is recorded.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Accept {
    /// It is not.
    #[default]
    No,
    /// It is, if enough of the page was understood.
    Whole,
    /// It is, however little was understood.
    Partial,
}

/// How a page compares with what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It says the same.
    Same,
    /// It says something else.
    Changed,
    /// It could not be read.
    Unreadable,
}

/// What came of one page.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The provider.
    pub provider: String,
    /// The operation.
    pub operation: String,
    /// The page: an address or a file.
    pub page: String,
    /// How it compares.
    pub state: State,
    /// What changed in the facts.
    pub changes: Vec<Difference>,
    /// The lines of the page that are new, by number, and how many are gone.
    pub lines: Changed,
    /// How many lines below headings about the API were understood, and how many there are.
    pub understood: (usize, usize),
    /// The lines that were not, by number, with their first words.
    pub not_understood: Vec<(usize, String)>,
    /// Names that were recorded and that the page no longer has, as words.
    pub gone: Vec<String>,
    /// What has to be decided first.
    pub questions: Vec<String>,
    /// What was repaired or decided, and why a page could not be read.
    pub notes: Vec<String>,
}

/// How the lines of a page changed.
#[derive(Debug, Default, Serialize)]
pub struct Changed {
    /// The numbers of the lines that are new.
    pub new: Vec<usize>,
    /// How many lines are gone.
    pub gone: usize,
}

/// A change of the facts.
#[derive(Debug, Serialize)]
pub struct Difference {
    /// `+`, `~` or `-`.
    pub sign: char,
    /// The field.
    pub what: String,
    /// Its types.
    pub how: String,
    /// What it does to users, once the specification follows.
    pub effect: &'static str,
}

/// The share of lines that have to be understood, in percent, before a page is recorded.
const ENOUGH: usize = 80;

/// Reads one page from a file, and records it if that is wanted.
pub fn file(
    options: &Options,
    name: &str,
    file: &Path,
    operation: Option<&str>,
) -> Result<Report, String> {
    let mut provider = Provider::read(&options.specs, name)?;
    let described = provider.operation(operation)?;
    let id = described.id.clone();
    let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    if bytes.starts_with(b"%PDF") {
        return Err(format!("{}: a PDF; save its text", file.display()));
    }
    let text = crate::fetch::decode(&bytes, "");
    let (report, read) = compare(options, &provider, described, &file.display().to_string(), &text);
    record(
        options,
        &mut provider,
        BTreeMap::from([(id, (read, None))]),
        std::slice::from_ref(&report),
    )?;
    Ok(report)
}

/// Fetches the pages of some providers, or of all, and records them if that is wanted.
pub fn fetch(options: &Options, names: &[String], limits: Limits) -> Result<Vec<Report>, String> {
    let root = options.specs.parent().ok_or("no workspace around the specs")?;
    let names = if names.is_empty() {
        xtask::spec::load(root).providers.into_keys().collect()
    } else {
        names.to_vec()
    };
    let mut fetcher = Fetcher::new(limits)?;
    let mut reports = Vec::new();
    for name in names {
        let mut provider = Provider::read(&options.specs, &name)?;
        let mut read = BTreeMap::new();
        let first = reports.len();
        // A page may describe several operations.
        let mut pages: BTreeMap<String, Outcome> = BTreeMap::new();
        for described in provider.documented() {
            let Some(address) = provider.page(described).map(str::to_owned) else {
                let why = "no page is named; add `externalDocs`".to_owned();
                reports.push(unreadable(&provider, described, String::new(), why));
                continue;
            };
            let etag = provider.versions.get(&described.id).and_then(|v| v.etag.clone());
            let outcome = pages
                .entry(address.clone())
                .or_insert_with(|| fetcher.page(&address, etag.as_deref()));
            reports.push(match outcome {
                Outcome::Unchanged => report(&provider, described, address, State::Same),
                Outcome::Failed(why) => unreadable(&provider, described, address, why.clone()),
                Outcome::Page(fetched) => {
                    let (mut report, facts) =
                        compare(options, &provider, described, &address, &fetched.text);
                    report.notes.extend(fetched.notes.iter().cloned());
                    if report.state != State::Unreadable {
                        read.insert(described.id.clone(), (facts, fetched.etag.clone()));
                    }
                    report
                }
            });
        }
        record(options, &mut provider, read, &reports[first..])?;
    }
    Ok(reports)
}

fn report(provider: &Provider, described: &Operation, page: String, state: State) -> Report {
    Report {
        provider: provider.name.clone(),
        operation: described.id.clone(),
        page,
        state,
        changes: Vec::new(),
        lines: Changed::default(),
        understood: (0, 0),
        not_understood: Vec::new(),
        gone: Vec::new(),
        questions: Vec::new(),
        notes: Vec::new(),
    }
}

fn unreadable(provider: &Provider, described: &Operation, page: String, why: String) -> Report {
    Report { notes: vec![why], ..report(provider, described, page, State::Unreadable) }
}

/// The facts of a page, and the digests of its lines.
type Read = (Facts, Lines);

/// Compares a page with what was recorded of it.
fn compare(
    options: &Options,
    provider: &Provider,
    described: &Operation,
    page: &str,
    text: &str,
) -> (Report, Read) {
    let recorded = provider.inventory.get(&described.id).cloned().unwrap_or_default();
    let read = crate::read(text);
    let asked = Asked {
        request: provider::request(described),
        section: options.section,
        known: recorded.clone(),
    };
    let reading = extract::read(&read, &asked);
    let mut report = report(provider, described, page.to_owned(), State::Same);
    report.understood = reading.understood();
    report.not_understood =
        reading.lost.iter().map(|l| (l + 1, excerpt(&read.lines[*l]))).collect();
    report.questions.clone_from(&reading.questions);
    report.notes.clone_from(&reading.notes);
    let digests = Lines::of(&read.lines);
    let Some(mut facts) = own(reading, described, &mut report) else {
        report.state = State::Unreadable;
        return (report, (Facts::default(), digests));
    };
    if recorded.request.is_none() && !recorded.fields.is_empty() {
        // What was recorded before requests were: no change of the page.
        facts.request.clone_from(&recorded.request);
    }
    if facts.fields.is_empty() && facts.unreadable.is_empty() {
        report.notes.push(
            "no field is documented there; give the whole page, with its tables and samples"
                .to_owned(),
        );
        report.state = State::Unreadable;
    }
    let changes = inventory::difference(&recorded, &facts);
    report.gone = gone(&recorded, &changes, &read);
    report.changes = changes
        .into_iter()
        .map(|c| Difference { effect: effect(&c, &facts), sign: c.sign, what: c.what, how: c.how })
        .collect();
    if let Some(version) = provider.versions.get(&described.id).filter(|v| !v.lines.is_empty()) {
        let (new, gone) = version.lines.changed(&read.lines);
        report.lines = Changed { new: new.iter().map(|l| l + 1).collect(), gone };
    }
    if report.state == State::Same && !(report.changes.is_empty() && report.gone.is_empty()) {
        report.state = State::Changed;
    }
    (report, (facts, digests))
}

/// The facts of the operation that is meant.
fn own(reading: Reading, described: &Operation, report: &mut Report) -> Option<Facts> {
    let shown: Vec<String> = reading
        .operations
        .iter()
        .filter_map(|o| o.request.as_ref())
        .map(ToString::to_string)
        .collect();
    let mut operations = reading.operations;
    let wanted = provider::request(described);
    let like = operations.iter().position(|o| match (&o.request, &wanted) {
        (Some(shown), Some(wanted)) => shown.is_like(wanted),
        _ => false,
    });
    let lone = (operations.len() == 1).then_some(0).filter(|_| {
        match (&operations[0].request, &wanted) {
            // The path of an operation may change, and not its method.
            (Some(shown), Some(wanted)) => shown.method == wanted.method,
            _ => true,
        }
    });
    let index = like.or(lone);
    if index.is_none() {
        let wanted = wanted.map(|w| w.to_string()).unwrap_or_default();
        report.notes.push(format!(
            "the page shows {}, and not {wanted}; correct `externalDocs` or the specification",
            shown.join(", ")
        ));
    }
    index.map(|index| operations.swap_remove(index).facts)
}

/// The names of recorded fields that the page does not have as words any more, and that no change tells of.
fn gone(recorded: &Facts, changes: &[Change], page: &Page) -> Vec<String> {
    let mut text = page.lines.clone();
    text.extend(page.documents.iter().map(ToString::to_string));
    let words = lines::words(&text);
    let named = |path: &str| {
        path.rsplit(['.', ':']).next().unwrap_or_default().trim_matches(['"', '[', ']']).to_owned()
    };
    let told = |path: &str| {
        changes.iter().any(|c| {
            path == c.what
                || path.starts_with(&format!("{}.", c.what))
                || path.starts_with(&format!("{}[", c.what))
        })
    };
    recorded
        .fields
        .keys()
        .filter(|path| {
            !told(path) && !named(path).contains(' ') && !words.contains(named(path).as_str())
        })
        .cloned()
        .collect()
}

/// What a change does to users once the specification follows it, as far as the page alone tells.
fn effect(change: &Change, facts: &Facts) -> &'static str {
    let request =
        ["path:", "query:", "header:", "body:"].iter().any(|p| change.what.starts_with(p));
    let required = facts
        .fields
        .get(&change.what)
        .is_some_and(|f| f.seen.values().any(|s| s.required == Some(true)));
    match (change.sign, request) {
        _ if change.what.starts_with('?') => "",
        _ if change.what == "request" => "another request: major",
        ('+', _) if change.what.contains(" = ") => "a new enum value: minor",
        ('-', _) if change.what.contains(" = ") => "an enum value less: major if users name it",
        ('+', true) if required => "a new required parameter: major",
        ('+', true) => "a new optional parameter: minor",
        ('+', false) => "a new field: minor",
        ('-', true) => "a parameter less: major",
        ('-', false) => "a field less: major",
        (_, _) => "major if its Rust type changes",
    }
}

/// Records what was read, if that is wanted and enough was understood.
fn record(
    options: &Options,
    provider: &mut Provider,
    read: BTreeMap<String, (Read, Option<String>)>,
    reports: &[Report],
) -> Result<(), String> {
    if options.accept == Accept::No || read.is_empty() {
        return Ok(());
    }
    for report in reports {
        let (understood, all) = report.understood;
        let place = format!("{} {}: {}", report.provider, report.operation, report.page);
        if report.state == State::Unreadable {
            return Err(format!("{place}: nothing was recorded: {}", report.notes.join("; ")));
        }
        if options.accept == Accept::Whole
            && (understood * 100 < all * ENOUGH || !report.questions.is_empty())
        {
            let questions: String = report.questions.iter().map(|q| format!("\n  ? {q}")).collect();
            return Err(format!(
                "{place}: nothing was recorded: understood {understood} of {all} lines, {} open questions; settle them, or record what was understood with --partial{questions}",
                report.questions.len()
            ));
        }
    }
    for (id, ((facts, lines), etag)) in read {
        provider.inventory.insert(id.clone(), facts);
        provider.versions.insert(id, Version { etag, lines });
    }
    provider.write()
}

/// How many lines that were not understood are shown.
const SHOWN: usize = 12;

impl Report {
    /// The report as a person reads it.
    pub fn text(&self, accept: Accept) -> String {
        let (understood, all) = self.understood;
        let state = match self.state {
            State::Same if self.understood.1 == 0 => "not changed".to_owned(),
            State::Same => format!("says the same (understood {understood} of {all} lines)"),
            State::Changed => format!("changed (understood {understood} of {all} lines)"),
            State::Unreadable => "could not be read".to_owned(),
        };
        let mut text = format!("{} {}: {} {state}\n", self.provider, self.operation, self.page);
        text.push_str(&self.changes());
        for name in &self.gone {
            let _ = writeln!(text, "  - {name}   is no longer on the page");
        }
        if !self.lines.new.is_empty() || self.lines.gone > 0 {
            let new: Vec<String> =
                self.lines.new.iter().take(SHOWN).map(ToString::to_string).collect();
            let more = if self.lines.new.len() > SHOWN {
                format!(" and {} more", self.lines.new.len() - SHOWN)
            } else {
                String::new()
            };
            let lines = if new.is_empty() {
                "no new lines".to_owned()
            } else {
                format!("new lines: {}{more}", new.join(", "))
            };
            let _ = writeln!(text, "  {lines}; {} gone", self.lines.gone);
        }
        for question in &self.questions {
            let _ = writeln!(text, "  ? {question}");
        }
        for (line, words) in self.not_understood.iter().take(SHOWN) {
            let _ = writeln!(text, "  not understood: line {line}: {words}");
        }
        if self.not_understood.len() > SHOWN {
            let _ = writeln!(
                text,
                "  not understood: {} more lines",
                self.not_understood.len() - SHOWN
            );
        }
        for note in &self.notes {
            let _ = writeln!(text, "  note: {note}");
        }
        if self.state == State::Changed && accept == Accept::No {
            let _ = writeln!(
                text,
                "Edit specs/{}/openapi.yaml, then run the same with --accept",
                self.provider
            );
        }
        text
    }

    fn changes(&self) -> String {
        let width = |get: fn(&Difference) -> &str| {
            self.changes
                .iter()
                .map(|c| get(c).chars().count())
                .filter(|w| *w <= 60)
                .max()
                .unwrap_or(0)
        };
        let (what, how) = (width(|c| &c.what), width(|c| &c.how));
        let line = |c: &Difference| {
            format!("  {} {:what$}   {:how$}   {}", c.sign, c.what, c.how, c.effect)
                .trim_end()
                .to_owned()
                + "\n"
        };
        self.changes.iter().map(line).collect()
    }

    /// The report for an issue or a pull request, in Markdown.
    pub fn markdown(&self) -> String {
        let (understood, all) = self.understood;
        let mut text = format!(
            "### `{}`\n\n<{}>: understood {understood} of {all} lines.\n\n",
            self.operation, self.page
        );
        if self.state == State::Unreadable {
            let _ = writeln!(text, "The page could not be read: {}.\n", self.notes.join("; "));
        }
        if !self.changes.is_empty() || !self.gone.is_empty() {
            let _ = writeln!(
                text,
                "```diff\n{}{}```\n",
                self.changes().replace("\n  ", "\n").trim_start_matches(' '),
                self.gone
                    .iter()
                    .map(|n| format!("- {n}   is no longer on the page\n"))
                    .collect::<String>()
            );
        }
        for question in &self.questions {
            let _ = writeln!(text, "- {question}");
        }
        text
    }
}
