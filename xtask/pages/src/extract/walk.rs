//! From block to block: sections, groups of fields, samples, and how much of it was understood.

use super::*;

impl Walk<'_> {
    /// Takes a block, and those that belong to it; where to go on.
    pub(super) fn block(&mut self, at: usize, sample: Option<Sample>) -> usize {
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
                    None => {
                        let titled = matches!(
                            section::of(&self.part),
                            Some(Heading::Section(Section::Body) | Heading::Part(Part::Body))
                        );
                        let kept = self.section.filter(|s| match s {
                            Section::Body => titled,
                            section => *section == Section::Error,
                        });
                        kept.or(Some(Section::Response))
                    }
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
    pub(super) fn leave(&mut self, section: Option<Section>, level: u8) {
        self.section = section;
        self.level = level;
        self.open = false;
        self.brackets = 0;
        self.status = None;
        self.code = None;
    }

    /// The field that is being described.
    pub(super) fn open_field(&self) -> Option<&Field> {
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
        // `Response field`, as the title of the names.
        let title = table.header.iter().find(|title| title.contains(' '));
        let title = title.filter(|t| {
            matches!(section::of(t), Some(Heading::Section(_) | Heading::Part(Part::Body)))
        });
        let caption = title.filter(|_| caption.is_empty()).map_or(caption, String::as_str);
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
        let first = text.lines().next().unwrap_or_default().trim();
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
