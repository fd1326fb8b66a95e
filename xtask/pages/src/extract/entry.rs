//! The fields that lists and lines of running text describe.

use super::requests::is_whole;
use super::*;

impl Walk<'_> {
    /// The field that a block names, and how many blocks describe it at once.
    pub(super) fn entry(&self, at: usize, lines: &[&str]) -> Option<(Field, usize)> {
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
        if text.ends_with("Required") || text.ends_with("Optional") {
            let glued = self.glued(text);
            if glued.is_some() {
                return glued.and_then(|field| own(field, 1));
            }
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

    /// `emailstringRequired`, `boatIdstring · uuidRequired`: a name that a sample has, or that a last cell shows to be one, and what
    /// has run into it.
    fn glued(&self, text: &str) -> Option<Field> {
        let suffixes = [("required", true), ("optional", false)];
        let suffix = suffixes.iter().find_map(|(word, says)| {
            let start = text.len().checked_sub(word.len())?;
            text.get(start..)?.eq_ignore_ascii_case(word).then(|| (&text[..start], *says))
        });
        let cells = suffix.map_or(text, |(cells, _)| cells);
        let end = cells.find(' ').unwrap_or(cells.len()).min(80);
        let ends = (1..=end).filter(|i| cells.is_char_boundary(*i));
        let known = ends.clone().rev().filter(|i| self.keys.contains(&cells[..*i]));
        let clear = text.ends_with("Required") || text.ends_with("Optional");
        let named = ends.filter(|i| clear && *i < cells.len() && is_name(&cells[..*i]));
        known.chain(named).find_map(|i| {
            let required = suffix.map(|(_, says)| says);
            let mut field =
                Field { name: cells[..i].to_owned(), glued: true, required, ..Field::default() };
            let mut rest = &cells[i..];
            if let Some(behind) = rest.strip_prefix('?') {
                (field.required, rest) = (field.required.or(Some(false)), behind);
            }
            let left = field::attributes(rest, &mut field);
            (left.trim().is_empty() && !field.r#type.is_empty()).then_some(field)
        })
    }
}

/// Headers that requests have, whatever the API.
pub(super) fn is_request_header(name: &str) -> bool {
    let lower = name.to_lowercase();
    [
        "authorization", "content-type", "accept", "accept-language", "user-agent",
        "idempotency-key", "host", "if-none-match",
    ]
    .contains(&lower.as_str())
        || lower.starts_with("x-")
}
