//! What the groups and samples of each operation are about, and the facts that they come to.

use super::entry::is_request_header;
use super::*;

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
    pub(super) fn finish(mut self, requests: &[Request], asked: &Asked) -> Reading {
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
        let lines = self.page.lines.iter().enumerate();
        let inside = lines.filter(|(line, text)| self.inside[*line] && !text.is_empty());
        for (line, _) in inside {
            self.reading.lines += 1;
            self.reading.lost.extend((!self.understood[line]).then_some(line));
        }
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
        let headings: Vec<String> = split.iter().map(|g| g.heading.clone()).collect();
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
                    .for_each(|g| self.doubtful(g, &headings, known));
            }
            for group in split.iter().filter(|g| g.section == Some(section)) {
                self.compare(group, &split, &samples, known);
            }
            let tables: Vec<&Group> = split.iter().filter(|g| g.section == Some(section)).collect();
            place::tables(&tables, prefix, guide.as_ref(), known, &mut operation);
            self.misplaced(prefix, known, &operation.facts);
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

    /// Asks about fields that the page describes in one place and shows in another.
    fn misplaced(&mut self, prefix: &str, known: &Facts, facts: &Facts) {
        let own = |path: &&String| match prefix {
            "" => !path.contains(':'),
            prefix => path.starts_with(prefix),
        };
        let fields = || facts.fields.iter().filter(|(path, _)| own(path));
        let shown = |field: &inventory::Field| field.seen.keys().any(|s| !s.documents());
        let documented = |field: &inventory::Field| field.seen.keys().any(|s| s.documents());
        for (path, field) in
            fields().filter(|(path, f)| !shown(f) && !known.fields.contains_key(*path))
        {
            let same = |(other, f): &(&String, &inventory::Field)| {
                place::last(other) == place::last(path) && shown(f) && !documented(f)
            };
            let holder = path
                .rsplit_once('.')
                .and_then(|(holder, _)| facts.fields.get(holder.trim_end_matches("[]")));
            let empty = holder.is_some_and(|holder| !shown(holder));
            if documented(field)
                && !empty
                && let Some((other, _)) = fields().find(same)
            {
                self.reading.questions.push(format!(
                    "{path} is described and not in the sample, which has {other}; give the page as HTML, or a whole sample"
                ));
            }
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
        // "Returns a Trip."
        let returned = |line: &&String| {
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            line.starts_with("Returns ") && words.any(|word| word == group.heading)
        };
        if self.page.lines.iter().any(|line| returned(&line)) {
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
    fn doubtful(&mut self, group: &mut Group, headings: &[String], known: &Facts) {
        if group.fields.iter().all(|(f, _)| f.nesting > 0) {
            return;
        }
        let shown = group.source != Source::List
            || group
                .fields
                .iter()
                .any(|(f, _)| f.depth != group.fields[0].0.depth || f.name.contains('.'));
        // What a list of its own describes is not described here.
        let elsewhere = |f: &Field| headings.iter().any(|h| place::names_heading(f, h));
        let open = |(f, _): &(Field, usize)| nests(f) && !f.closed && !elsewhere(f);
        let Some(object) = group.fields.iter().position(open).filter(|_| !shown) else {
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
                    && (section != Section::Header
                        || field.name.starts_with(char::is_lowercase))
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
