//! Holds a spec against what is recorded of its pages: which fields are missing on either side, where the two disagree, and which
//! marks (`x-undocumented`, `x-differs`) are needed or out of place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::Problem;
use super::inventory::{Facts, Field, Seen, Source, ends, join, segment};
use super::meaning::{Meaning, meaning};
use super::model::*;
use super::resolve::{Report, refuse};

/// A property or a parameter of the spec, held against the pages.
#[derive(Debug)]
struct Member<'a> {
    marks: &'a Marks,
    /// What the pages do not document, as sentences.
    undocumented: Vec<String>,
    /// Whether `x-undocumented` may stand here although nothing asks for it: the mark of a whole object is enough.
    covered: bool,
    /// Where the page and the spec, or two places of the page, disagree.
    differences: Vec<String>,
}

/// A spec, held against its pages.
#[derive(Debug, Default)]
struct Coverage<'a> {
    /// The properties and parameters of operations whose page is recorded, by their line and column.
    members: BTreeMap<(u32, u32), Member<'a>>,
    /// How many fields the pages document.
    documented: usize,
    /// The fields that are on a page and not in the spec, with the operation.
    missing: Vec<(&'a Operation, String)>,
    /// How many lines of the pages look like a field and could not be read.
    unreadable: usize,
}

/// Every place where the spec and what is recorded of its pages disagree without a mark, and every mark that is not needed.
pub fn check(spec: &Spec) -> Vec<Problem> {
    let coverage = coverage(spec);
    let mut facts = Report::new(&spec.inventory_file());
    for (id, Facts { at, .. }) in &spec.inventory {
        refuse! { facts,
            spec.document.operations.iter().all(|o| o.id != *id) => *at, "the spec has no operation `{id}`; remove its part of the file, or rename it";
        }
    }
    let mut report = Report::new(&spec.file());
    for Operation { at, id, undocumented, .. } in &spec.document.operations {
        let recorded = spec.inventory.contains_key(id);
        let mark = undocumented.as_ref().map(|mark| mark.at);
        refuse! { report,
            recorded && mark.is_some() => mark.unwrap_or_default(), "its page is recorded; remove `x-undocumented`";
            mark.is_none() && !recorded && !spec.inventory.is_empty() => *at, "no page of `{id}` is recorded; record it with `cargo xtask docs`, or say why there is none: `x-undocumented: <reason>`";
        }
    }
    for (Operation { at, id, .. }, what) in &coverage.missing {
        report.problem(
            *at,
            format!("{what} is recorded of the page of `{id}`, but not in the spec; add it"),
        );
    }
    for (&(line, column), member) in &coverage.members {
        let at = At { line, column };
        let Marks { undocumented, differs, .. } = member.marks;
        match (undocumented, member.undocumented.as_slice()) {
            (None, [first, ..]) => report.problem(
                at,
                format!("{first}; say where it comes from: `x-undocumented: <reason>`"),
            ),
            (Some(mark), []) if !member.covered => {
                report.problem(mark.at, "the page documents it; remove `x-undocumented`")
            }
            _ => {}
        }
        match (differs, member.differences.as_slice()) {
            (None, [first, ..]) => report.problem(
                at,
                format!("{first}; correct the spec, or say why it is so: `x-differs: <reason>`"),
            ),
            (Some(mark), []) => {
                report.problem(mark.at, "the page and the spec say the same; remove `x-differs`")
            }
            _ => {}
        }
    }
    for mark in marks_without_a_page(spec, &coverage) {
        report.problem(mark.at, "no page is recorded that shows this; record one with `cargo xtask docs`, or remove the mark");
    }
    facts.problems.into_iter().chain(report.problems).collect()
}

/// Markdown: a table with a row for each provider, and below it each field that the spec has in another way than the page, with
/// the reason that the spec gives.
pub fn report(specs: &[&Spec]) -> String {
    let mut text = String::from(
        "| provider | documented | covered | undocumented | contradicted | unreadable |\n|---|---:|---:|---:|---:|---:|\n",
    );
    let mut details = String::new();
    for spec in specs {
        if spec.inventory.is_empty() {
            let _ = writeln!(text, "| {} | no page is recorded | | | | |", spec.provider);
            continue;
        }
        let coverage = coverage(spec);
        let count = |is_one: fn(&Member<'_>) -> bool| {
            coverage.members.values().filter(|m| is_one(m)).count()
        };
        let undocumented = count(|m| !m.undocumented.is_empty());
        let contradicted = count(|m| !m.differences.is_empty());
        let Coverage { documented, unreadable, .. } = coverage;
        let covered = documented.saturating_sub(coverage.missing.len());
        let _ = writeln!(
            text,
            "| {} | {documented} | {covered} | {undocumented} | {contradicted} | {unreadable} |",
            spec.provider
        );
        if undocumented + contradicted > 0 {
            let _ = writeln!(details, "\n## {}\n", spec.document.title);
        }
        for member in coverage.members.values() {
            for (findings, mark) in [
                (&member.undocumented, &member.marks.undocumented),
                (&member.differences, &member.marks.differs),
            ] {
                let reason = mark.as_ref().map_or("no reason is given", |m| &m.reason);
                for finding in findings {
                    let _ = writeln!(details, "- {finding}. In the spec: {reason}.");
                }
            }
        }
    }
    format!("{text}{details}")
}

/// Whether a page documents a field.
pub fn is_documented(facts: &Facts, path: &str) -> bool {
    let field = facts.fields.get(path);
    field.is_some_and(|field| Page::new(facts).documents(path, field).is_ok())
}

fn coverage(spec: &Spec) -> Coverage<'_> {
    let mut coverage = Coverage::default();
    for operation in &spec.document.operations {
        if let Some(facts) = spec.inventory.get(&operation.id) {
            hold(&spec.document, operation, facts, &mut coverage);
        }
    }
    coverage
}

/// Holds one operation against its page.
fn hold<'a>(
    document: &'a Document,
    operation: &'a Operation,
    facts: &'a Facts,
    coverage: &mut Coverage<'a>,
) {
    let mut walk = Walk {
        document,
        page: Page::new(facts),
        members: std::mem::take(&mut coverage.members),
        met: BTreeMap::new(),
        shared: BTreeSet::new(),
        open: Vec::new(),
    };
    walk.operation(operation);
    coverage.unreadable += facts.unreadable.len();
    let mut without_body = false;
    for (path, field) in &facts.fields {
        if walk.page.documents(path, field).is_ok() {
            coverage.documented += 1;
        }
        if walk.met.contains_key(path) || sent_by_client(document, operation, path) {
            continue;
        }
        if path.starts_with("body:") && operation.body.is_none() {
            // A page that shows a body for a GET shows something else, such as how to get a token.
            without_body |=
                !matches!(operation.method, Method::Get | Method::Head | Method::Delete);
        } else if let Some(key) = walk.leaf_above(path) {
            // One sentence for all fields of an object that the spec does not describe.
            let above = holder(path).map(|h| h.trim_end_matches("[]")).unwrap_or_default();
            let difference = format!("the page shows fields of `{above}`, the spec has none");
            if let Some(member) = walk.members.get_mut(&key) {
                add(&mut member.differences, difference);
            }
        } else {
            coverage.missing.push((operation, format!("`{path}`")));
        }
    }
    if without_body {
        coverage.missing.push((operation, "a request body".to_owned()));
    }
    coverage.members = walk.members;
}

/// Whether the client writes a header or a query parameter by itself: what every request has, constants, keys and credentials.
fn sent_by_client(document: &Document, operation: &Operation, path: &str) -> bool {
    let is = |location: &str, name: &str| {
        path.split_once(':')
            .is_some_and(|(l, n)| l == location && n.trim_matches('"').eq_ignore_ascii_case(name))
    };
    let written =
        ["Accept", "Authorization", "Content-Length", "Content-Type", "Host", "User-Agent"];
    let constants = operation.constants.iter().map(|(name, _)| name.as_str());
    let key = operation.idempotency_key.as_deref();
    written.into_iter().chain(constants).chain(key).any(|name| is("header", name))
        || document.schemes.iter().any(|scheme| match &scheme.kind {
            SchemeKind::ApiKey { place: KeyPlace::Header, name } => is("header", name),
            SchemeKind::ApiKey { place: KeyPlace::Query, name } => is("query", name),
            _ => false,
        })
}

/// Where a schema stands in a body: its path as JSON has it, and as XML has it.
#[derive(Debug, Clone)]
struct Place {
    json: String,
    xml: String,
}

impl Place {
    fn new(path: &str) -> Self {
        Self { json: path.to_owned(), xml: path.to_owned() }
    }

    fn items(&self) -> Self {
        Self { json: format!("{}[]", self.json), xml: format!("{}[]", self.xml) }
    }

    fn member(&self, json: &str, xml: &str) -> Self {
        Self { json: join(&self.json, &segment(json)), xml: join(&self.xml, &segment(xml)) }
    }
}

/// A property or a parameter in one place.
struct Held<'a> {
    at: At,
    marks: &'a Marks,
    schema: &'a Schema,
    /// `None` if the page's statement does not count: a path always has its parameters.
    required: Option<bool>,
    deprecated: bool,
}

/// The member around an object.
#[derive(Debug, Clone, Copy)]
struct Holder<'a> {
    at: At,
    marks: Option<&'a Marks>,
    /// Whether one of the marks around here stands for all that is not documented below.
    covers: bool,
}

/// One operation, held against its page.
struct Walk<'a> {
    document: &'a Document,
    page: Page<'a>,
    members: BTreeMap<(u32, u32), Member<'a>>,
    /// The paths of the page that the spec has; with the member, where the spec says nothing of what is below.
    met: BTreeMap<String, Option<(u32, u32)>>,
    /// The members of success responses, while error responses are walked: documented once is enough.
    shared: BTreeSet<(u32, u32)>,
    /// The types around the place, since a type that holds itself is the same on every level.
    open: Vec<&'a str>,
}

impl<'a> Walk<'a> {
    fn operation(&mut self, operation: &'a Operation) {
        for parameter in &operation.parameters {
            let Parameter { at, name, location, schema, required, deprecated, marks, .. } =
                parameter;
            let place = self.page.parameter(location.as_str(), name);
            let required = (*location != Location::Path).then_some(*required);
            let held = Held { at: *at, marks, schema, required, deprecated: *deprecated };
            let holder = self.hold(&held, &place, Holder { at: *at, marks: None, covers: false });
            self.schema(schema, &place, holder);
        }
        for header in operation.headers() {
            let Header { at, name, schema, deprecated, marks, .. } = header;
            let place = self.page.parameter("response-header", name);
            let held = Held { at: *at, marks, schema, required: None, deprecated: *deprecated };
            // A page seldom lists the headers of its operations, so one that it does not have needs no mark.
            let is_marked = marks.undocumented.is_some() || marks.differs.is_some();
            if is_marked || self.page.field(&place).is_some() {
                self.hold(&held, &place, Holder { at: *at, marks: None, covers: false });
            }
        }
        for response in operation.successes() {
            self.body(response.at, response.body.as_ref().map(|b| &b.schema), "");
        }
        if let Some(body) = &operation.body {
            self.body(body.at, Some(&body.schema), "body:");
        }
        self.shared = self.members.keys().copied().collect();
        for response in operation.failures() {
            self.body(response.at, response.body.as_ref().map(|b| &b.schema), "error:");
        }
    }

    fn body(&mut self, at: At, schema: Option<&'a Schema>, path: &str) {
        if let Some(schema) = schema {
            self.schema(schema, &Place::new(path), Holder { at, marks: None, covers: false });
        }
    }

    /// Holds the properties of a schema, and all below them, against the page.
    fn schema(&mut self, schema: &'a Schema, place: &Place, holder: Holder<'a>) {
        match self.document.kind(schema) {
            Kind::List(items) => self.schema(items, &place.items(), holder),
            Kind::Map(values) if *values != Schema::Any => {
                // The names of a map's values are not the spec's; whichever ones the page shows are fine.
                for name in self.page.names_below(&place.json) {
                    let below = Place::new(&join(&place.json, &name));
                    self.met.insert(below.json.clone(), None);
                    self.schema(values, &below, holder);
                }
            }
            Kind::Object(named, object) if !self.open.contains(&named.name.as_str()) => {
                self.open.push(&named.name);
                self.object(object, place, holder);
                self.open.pop();
            }
            Kind::Union(named, union) if !self.open.contains(&named.name.as_str()) => {
                self.open.push(&named.name);
                for variant in &union.variants {
                    self.schema(&variant.schema, place, holder);
                }
                self.open.pop();
            }
            _ => {}
        }
    }

    fn object(&mut self, object: &'a Object, place: &Place, holder: Holder<'a>) {
        let covers = self.whole_object(object, place, holder);
        for property in &object.properties {
            let Property { at, name, schema, required, deprecated, marks, xml, .. } = property;
            let below = place.member(name, xml.name.as_ref().unwrap_or(name));
            let held =
                Held { at: *at, marks, schema, required: Some(*required), deprecated: *deprecated };
            let inner = self.hold(&held, &below, Holder { covers, ..holder });
            self.schema(schema, &below, inner);
        }
    }

    /// An object of which the page documents nothing needs one mark: on the property that holds it, or on its own first one.
    /// Whether one mark stands for all in it.
    fn whole_object(&mut self, object: &'a Object, place: &Place, holder: Holder<'a>) -> bool {
        let Some(first) = object.properties.first() else {
            return holder.covers;
        };
        if holder.covers || self.page.documents_below(place) {
            return holder.covers;
        }
        let marked = |marks: &Marks| marks.undocumented.is_some();
        let what = match (holder.marks, place.json.as_str()) {
            (Some(_), path) => format!("no field of `{path}` is recorded of the page"),
            (None, "error:") => "no error body is recorded of the page".to_owned(),
            (None, "body:") => "no request body is recorded of the page".to_owned(),
            (None, _) => "no response body is recorded of the page".to_owned(),
        };
        let (at, marks) = match holder.marks {
            Some(marks) if marked(marks) || !marked(&first.marks) => (holder.at, marks),
            _ => (first.at, &first.marks),
        };
        if !self.shared.contains(&at.key()) {
            let member = member(&mut self.members, at, marks);
            if member.undocumented.is_empty() {
                member.undocumented.push(what);
            }
        }
        true
    }

    /// Holds one property or parameter against what the page says of its place.
    fn hold(&mut self, held: &Held<'a>, place: &Place, around: Holder<'a>) -> Holder<'a> {
        let field = self.page.field(place);
        let leaf = self.is_leaf(held.schema).then_some(held.at.key());
        for path in [&place.json, &place.xml] {
            if self.page.facts.fields.contains_key(path) {
                self.met.insert(path.clone(), leaf);
            }
        }
        let holder = Holder { at: held.at, marks: Some(held.marks), covers: around.covers };
        if self.shared.contains(&held.at.key()) {
            return holder;
        }
        let documented = match &field {
            Some(field) => self.page.documents(&place.json, field),
            None => Err(format!("`{}` is not recorded of the page", place.json)),
        };
        let differences = field.map(|field| self.differences(held, &field, documented.is_ok()));
        let member = member(&mut self.members, held.at, held.marks);
        match documented {
            Err(_) if around.covers => member.covered = true,
            Err(what) => add(&mut member.undocumented, what),
            Ok(()) => {}
        }
        for difference in differences.into_iter().flatten() {
            add(&mut member.differences, format!("`{}`: {difference}", place.json));
        }
        holder
    }

    /// Whether the spec says nothing of what is below a value of this schema.
    fn is_leaf(&self, schema: &Schema) -> bool {
        match self.document.kind(schema) {
            Kind::Any | Kind::Scalar(_) | Kind::Enum(..) => true,
            Kind::List(items) => self.is_leaf(items),
            Kind::Map(values) => *values == Schema::Any,
            Kind::Object(_, object) => object.properties.is_empty(),
            Kind::Union(..) => false,
        }
    }

    /// The member above a path of the page that the spec has, if it says nothing of what is below.
    fn leaf_above(&self, path: &str) -> Option<(u32, u32)> {
        let mut path = path;
        while let Some(above) = holder(path).map(|h| h.trim_end_matches("[]")) {
            match self.met.get(above) {
                Some(key) => return *key,
                None => path = above,
            }
        }
        None
    }

    /// Where what a page says of a field and the spec disagree.
    fn differences(&self, held: &Held<'_>, field: &Field, documented: bool) -> Vec<String> {
        let mut differences = Vec::new();
        differences.extend(self.types_differ(held.schema, field));
        differences.extend(self.null_differs(held, field, documented));
        differences.extend(self.values_differ(held.schema, field, documented));
        let word = |required| if required { "required" } else { "optional" };
        for (source, seen) in &field.seen {
            if let (Some(page), Some(spec)) = (seen.required, held.required)
                && page != spec
            {
                let (page, spec) = (word(page), word(spec));
                differences.push(format!("the page's {source} says {page}, the spec {spec}"));
            }
        }
        differences.extend(attributes_differ(held, field));
        differences
    }

    fn types_differ(&self, schema: &Schema, field: &Field) -> Option<String> {
        let named: Vec<_> = field.seen.iter().filter(|(_, seen)| !seen.r#type.is_empty()).collect();
        let documented = named.iter().filter(|(source, _)| source.documents());
        let meanings: Vec<Meaning> = documented.map(|(_, seen)| meaning(&seen.r#type)).collect();
        let fits = |meaning: &Meaning| match (meaning, self.document.kind(schema)) {
            // An enum may have a name, and one whose values the page does not list is a string.
            (Meaning::Object, _) if !field.values.is_empty() && self.enum_of(schema).is_some() => {
                true
            }
            (Meaning::Enum, Kind::Scalar(scalar)) => field.values.is_empty() && is_text(scalar),
            _ => self.fits(schema, meaning),
        };
        let mut samples = named.iter().filter(|(source, _)| !source.documents());
        if meanings.iter().all(fits)
            && samples.all(|(source, seen)| self.sampled(schema, &seen.r#type, **source))
            && meanings.windows(2).all(|pair| pair[0] == pair[1])
        {
            return None;
        }
        let said =
            named.iter().map(|(source, seen)| format!("the page's {source} says {}", seen.r#type));
        Some(format!("{}, the spec {}", said.collect::<Vec<_>>().join(", "), self.spelt(schema)))
    }

    fn null_differs(&self, held: &Held<'_>, field: &Field, documented: bool) -> Option<String> {
        let says_null = field.seen.iter().any(|(s, seen)| s.documents() && has_null(seen));
        let documents = field.seen.iter().find(|(s, _)| s.documents());
        let sent = field.seen.iter().find(|(s, seen)| !s.documents() && has_null(seen));
        match (documents, sent) {
            (Some((source, seen)), Some((sample, _))) if !says_null => {
                let r#type = if seen.r#type.is_empty() { "no type" } else { &seen.r#type };
                Some(format!("the page's {source} says {type}, its {sample} has null"))
            }
            (None, Some((sample, seen)))
                if documented
                    && seen.r#type == "null"
                    && !matches!(self.document.kind(held.schema), Kind::Any) =>
            {
                let spec = self.spelt(held.schema);
                Some(format!("the page's {sample} has null and nothing else, the spec {spec}"))
            }
            _ if says_null && held.required == Some(true) && !held.schema.is_nullable() => {
                Some("the page says that it may be null, the spec does not".to_owned())
            }
            _ => None,
        }
    }

    fn values_differ(&self, schema: &Schema, field: &Field, documented: bool) -> Option<String> {
        let values = self.enum_of(schema).into_iter().flat_map(|e| &e.values);
        let values: BTreeSet<&str> = values.map(|v| v.value.as_str()).collect();
        let listed: BTreeSet<&str> = field.values.iter().map(String::as_str).collect();
        match (listed.is_empty(), values.is_empty()) {
            (false, true) => {
                Some(format!("the page lists values ({}), the spec none", some(&listed)))
            }
            (false, false) if listed != values => {
                let differ = values.symmetric_difference(&listed).copied().collect();
                Some(format!("the page's values and the spec's differ ({})", some(&differ)))
            }
            (true, false) if documented => Some(format!(
                "no list of values is recorded of the page, the spec has {}",
                some(&values)
            )),
            _ => None,
        }
    }

    /// The enum of a value, or of a list's items.
    fn enum_of(&self, schema: &'a Schema) -> Option<&'a Enum> {
        match self.document.kind(schema) {
            Kind::List(items) => self.enum_of(items),
            Kind::Enum(_, values) => Some(values),
            _ => None,
        }
    }

    /// Whether the spec's schema is what a documented type means, or says it more exactly.
    fn fits(&self, schema: &Schema, meaning: &Meaning) -> bool {
        use Scalar::*;
        match (meaning, self.document.kind(schema)) {
            (Meaning::OneOf(parts), _) => parts.iter().any(|m| self.fits(schema, m)),
            (_, Kind::Union(_, union)) => {
                union.variants.iter().any(|v| self.fits(&v.schema, meaning))
            }
            (Meaning::Any, Kind::Any)
            | (Meaning::Object, Kind::Map(_) | Kind::Object(..))
            | (Meaning::Enum, Kind::Enum(..))
            | (Meaning::Array(None), Kind::List(_)) => true,
            (Meaning::Array(Some(meaning)), Kind::List(items)) => self.fits(items, meaning),
            (Meaning::Text, Kind::Enum(_, e)) => e.base == EnumBase::String,
            (Meaning::Integer, Kind::Enum(_, e)) => e.base == EnumBase::Integer,
            (Meaning::Number, Kind::Enum(_, e)) => e.base == EnumBase::Number,
            (Meaning::Text, Kind::Scalar(scalar)) => is_text(scalar),
            (Meaning::Integer, Kind::Scalar(Int32 | Int64 | Uint64 | UnixTime | UnixTimeMs))
            | (Meaning::Number, Kind::Scalar(Float | Double | Decimal))
            | (Meaning::Boolean, Kind::Scalar(Boolean))
            | (Meaning::Date, Kind::Scalar(String | Date))
            | (Meaning::DateTime, Kind::Scalar(DateTime | UnixTime | UnixTimeMs))
            | (Meaning::Uuid, Kind::Scalar(Uuid)) => true,
            _ => false,
        }
    }

    /// Whether a value of the spec's schema can be each of a sample's types.
    fn sampled(&self, schema: &Schema, words: &str, source: Source) -> bool {
        // XML has texts only, which may read as a number or a boolean without being one.
        let in_xml = source == Source::XmlSample;
        let sampled = |schema, words| self.sampled(schema, words, source);
        match (words, self.document.kind(schema)) {
            (_, Kind::Any) => true,
            (_, Kind::Union(_, union)) => union.variants.iter().any(|v| sampled(&v.schema, words)),
            (_, kind) if words.starts_with("array of ") => {
                matches!(kind, Kind::List(items) if sampled(items, &words["array of ".len()..]))
            }
            _ if words.contains(" or ") => words
                .split_once(" or ")
                .is_some_and(|(word, rest)| sampled(schema, word) && sampled(schema, rest)),
            ("null" | "", _) => true,
            ("empty", _) => in_xml,
            ("number" | "boolean", Kind::Scalar(Scalar::String | Scalar::Secret)) => in_xml,
            ("boolean", Kind::Scalar(scalar)) => scalar == Scalar::Boolean,
            ("number", Kind::Scalar(scalar)) => {
                scalar != Scalar::Boolean && (!is_text(scalar) || in_xml)
            }
            (text, Kind::Scalar(scalar)) => text_fits(text, scalar),
            ("array", Kind::List(_)) | ("object", Kind::Map(_) | Kind::Object(..)) => true,
            (word, Kind::Enum(_, e)) => match e.base {
                EnumBase::String => word.starts_with("string") || in_xml,
                EnumBase::Integer | EnumBase::Number => word == "number",
            },
            _ => false,
        }
    }

    /// A schema in OpenAPI's terms.
    fn spelt(&self, schema: &Schema) -> String {
        match self.document.kind(schema) {
            Kind::Any => "any value".to_owned(),
            Kind::Scalar(scalar) => match scalar.type_and_format() {
                (r#type, "") => r#type.to_owned(),
                (r#type, format) => format!("{type} ({format})"),
            },
            Kind::List(items) => format!("array of {}", self.spelt(items)),
            Kind::Map(_) | Kind::Object(..) => "object".to_owned(),
            Kind::Enum(..) => "enum".to_owned(),
            Kind::Union(..) => "one of several".to_owned(),
        }
    }
}

/// Where the page and the spec disagree on `deprecated`, a default or a limit. What only one of them states is no contradiction,
/// but for `deprecated`, which is stated by being there.
fn attributes_differ(held: &Held<'_>, field: &Field) -> Vec<String> {
    let seen = || field.seen.iter().filter(|(source, _)| source.documents());
    let mut differences = Vec::new();
    if seen().next().is_some() && seen().any(|(_, seen)| seen.deprecated) != held.deprecated {
        let [page, spec] = match held.deprecated {
            true => ["does not call it deprecated", "does"],
            false => ["calls it deprecated", "does not"],
        };
        differences.push(format!("the page {page}, the spec {spec}"));
    }
    let constraints = &held.marks.constraints;
    for (source, seen) in seen() {
        for (what, page, spec) in [
            ("default", &seen.default, &constraints.default),
            ("minimum", &seen.min, &constraints.minimum),
            ("maximum", &seen.max, &constraints.maximum),
        ] {
            if let (Some(page), Some(spec)) = (page, spec)
                && !same_value(page, spec)
            {
                differences
                    .push(format!("the page's {source} gives the {what} {page}, the spec {spec}"));
            }
        }
    }
    differences
}

fn same_value(one: &str, other: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    one == other || number(one).is_some_and(|n| Some(n) == number(other))
}

/// Adds a text to others, once.
fn add(texts: &mut Vec<String>, text: String) {
    if !texts.contains(&text) {
        texts.push(text);
    }
}

fn member<'m, 'a>(
    members: &'m mut BTreeMap<(u32, u32), Member<'a>>,
    at: At,
    marks: &'a Marks,
) -> &'m mut Member<'a> {
    members.entry(at.key()).or_insert(Member {
        marks,
        undocumented: Vec::new(),
        covered: false,
        differences: Vec::new(),
    })
}

fn has_null(seen: &Seen) -> bool {
    let words = seen.r#type.to_lowercase();
    words.split(|c: char| !c.is_alphanumeric()).any(|w| matches!(w, "null" | "nullable"))
}

/// Whether a scalar is a string in JSON.
fn is_text(scalar: Scalar) -> bool {
    scalar.type_and_format().0 == "string"
}

/// Whether a string of this kind, in the inventory's terms, can be read as the scalar.
fn text_fits(kind: &str, scalar: Scalar) -> bool {
    match scalar {
        Scalar::DateTime => kind == "string<date-time>",
        Scalar::Uuid => kind == "string<uuid>",
        Scalar::Date => matches!(kind, "string<date>"),
        _ => kind.starts_with("string") && is_text(scalar),
    }
}

/// The first of some values.
fn some(values: &BTreeSet<&str>) -> String {
    let shown: Vec<&str> = values.iter().take(6).copied().collect();
    let dots = if values.len() > shown.len() { ", …" } else { "" };
    format!("{}{dots}", shown.join(", "))
}

/// Marks on properties, parameters and headers that no recorded page was held against.
fn marks_without_a_page<'a>(spec: &'a Spec, coverage: &Coverage<'_>) -> Vec<&'a Mark> {
    let document = &spec.document;
    let objects = document.types.iter().filter_map(|t| match &t.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    });
    let properties = objects.flat_map(|o| &o.properties).map(|p| (p.at, &p.marks));
    let parameters =
        document.operations.iter().flat_map(|o| &o.parameters).map(|p| (p.at, &p.marks));
    let headers = document.operations.iter().flat_map(Operation::headers).map(|h| (h.at, &h.marks));
    properties
        .chain(parameters)
        .chain(headers)
        .filter(|(at, _)| !coverage.members.contains_key(&at.key()))
        .flat_map(|(_, marks)| [&marks.undocumented, &marks.differs])
        .flatten()
        .collect()
}

/// What is recorded of a page.
struct Page<'a> {
    facts: &'a Facts,
    /// The objects that a table or a list says something of.
    tabled: BTreeSet<&'a str>,
}

impl<'a> Page<'a> {
    fn new(facts: &'a Facts) -> Self {
        let mut tabled = BTreeSet::new();
        for (path, field) in &facts.fields {
            if !field.seen.keys().any(|s| s.documents()) {
                continue;
            }
            let mut path = path.as_str();
            while let Some(holder) = holder(path) {
                tabled.insert(holder);
                path = holder.trim_end_matches("[]");
            }
        }
        Self { facts, tabled }
    }

    /// A parameter's place. Header names are case-insensitive.
    fn parameter(&self, location: &str, name: &str) -> Place {
        let path = join(&format!("{location}:"), &segment(name));
        let found = location
            .ends_with("header")
            .then(|| self.facts.fields.keys().find(|p| p.eq_ignore_ascii_case(&path)))
            .flatten();
        Place::new(found.unwrap_or(&path))
    }

    /// What the page says of a place, in JSON and in XML.
    fn field(&self, place: &Place) -> Option<Field> {
        let mut field = self.facts.fields.get(&place.json).cloned();
        if place.xml != place.json
            && let Some(seen) =
                self.facts.fields.get(&place.xml).and_then(|f| f.seen.get(&Source::XmlSample))
        {
            field.get_or_insert_default().seen.insert(Source::XmlSample, seen.clone());
        }
        field
    }

    /// Whether the page documents a field, or what it does instead. A table or a list documents its object; where there is none,
    /// a sample does, the one in JSON if there are two.
    fn documents(&self, path: &str, field: &Field) -> Result<(), String> {
        let has = |source| field.seen.contains_key(&source);
        if field.seen.keys().any(|s| s.documents()) {
            return Ok(());
        }
        let tabled = holder(path).is_some_and(|h| self.tabled.contains(h));
        let json = || {
            let mut fields = self.facts.fields.iter();
            fields.any(|(p, f)| prefix(p) == prefix(path) && f.seen.contains_key(&Source::Sample))
        };
        if !tabled && (has(Source::Sample) || !json()) {
            return Ok(());
        }
        let sample = if has(Source::Sample) { Source::Sample } else { Source::XmlSample };
        Err(format!("`{path}` is recorded of the page's {sample} only"))
    }

    /// The names that the page shows directly below a place.
    fn names_below(&self, path: &str) -> BTreeSet<String> {
        let fields = self.facts.fields.keys().filter(|p| holder(p) == Some(path));
        fields.map(|p| p[path.len()..].trim_start_matches('.').to_owned()).collect()
    }

    /// Whether the page documents anything below a place.
    fn documents_below(&self, place: &Place) -> bool {
        let below = |path: &str, above: &str| {
            prefix(path) == prefix(above)
                && (above == prefix(above)
                    || path.strip_prefix(above).is_some_and(|rest| rest.starts_with(['.', '['])))
        };
        self.facts.fields.iter().any(|(path, field)| {
            (below(path, &place.json) || below(path, &place.xml))
                && self.documents(path, field).is_ok()
        })
    }
}

/// The object that a field belongs to: `a.b[]` for `a.b[].c`; `` for one at the root, and `error:` or `path:` there.
fn holder(path: &str) -> Option<&str> {
    match ends(path).last() {
        Some(end) => Some(&path[..*end]),
        None if path == prefix(path) => None,
        None => Some(prefix(path)),
    }
}

/// What stands in front of a path that is not a response's.
fn prefix(path: &str) -> &'static str {
    ["path:", "query:", "header:", "body:", "error:", "response-header:"]
        .into_iter()
        .find(|prefix| path.starts_with(prefix))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
